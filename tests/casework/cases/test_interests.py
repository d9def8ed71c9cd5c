"""Who has an interest in a case sees nothing of it from then on."""

import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases import queries, sight
from saltmarsh.casework.cases.models import Case
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from tests.casework.cases.room import make_case
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def sees(member, case):
    return Case.objects.seen_by(member, timezone.now()).filter(pk=case.pk).exists()


def test_who_declares_sees_the_case_no_more_and_hears_nothing_of_it(officer):
    chair = make_colleague(officer, role=Role.PANEL_CHAIR)
    case, now = make_case(officer), timezone.now()
    assert sees(chair, case)
    assert list(queries.chairs(case, now)) == [chair]

    made = sight.declare(case, member=chair, reason="My nephew.", by=chair)

    assert not sees(chair, case)
    assert sees(officer, case)
    assert not queries.chairs(case, now).exists()
    readers = queries.readers(case, [Role.PANEL_CHAIR, officer.role], now)
    assert [reader.member for reader in readers] == [officer]
    assert b"nephew" not in bytes(made.sealed_reason)


def test_a_lead_hands_over_before_they_declare(officer):
    case = make_case(officer)

    with pytest.raises(Refused, match="Hand it over"):
        sight.declare(case, member=officer, reason="My nephew.", by=officer)

    assert sees(officer, case)


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_interest_is_said(officer, reason):
    member = make_colleague(officer)

    with pytest.raises(Refused, match="what the interest is"):
        sight.declare(make_case(officer), member=member, reason=reason, by=member)


def test_an_interest_is_declared_once(officer):
    member, case = make_colleague(officer), make_case(officer)
    sight.declare(case, member=member, reason="My nephew.", by=member)

    with pytest.raises(Refused, match="already"):
        sight.declare(case, member=member, reason="My nephew.", by=officer)


def test_an_interest_declared_in_error_bars_nobody_and_stays_to_be_read(officer):
    member = make_colleague(officer)
    case = make_case(officer)
    made = sight.declare(case, member=member, reason="My nephew.", by=member)
    version = case.version
    assert not sees(member, case)

    sight.set_aside(made, reason="Another of that name.", by=officer)

    assert sees(member, case)
    assert queries.barred(case) == set()
    made.refresh_from_db()
    assert (made.reason, made.error) == ("My nephew.", "Another of that name.")
    assert made.ended_by == officer.user
    assert b"that name" not in bytes(made.sealed_error)
    event = Event.objects.get(name="case.interest_set_aside")
    assert event.by == officer.user_id
    case.refresh_from_db()
    assert case.version > version
    again = sight.declare(case, member=member, reason="My nephew.", by=member)
    assert not sees(member, case)
    assert again != made


def test_an_error_is_explained_by_somebody_else_and_once(officer):
    member, case = make_colleague(officer), make_case(officer)
    made = sight.declare(case, member=member, reason="My nephew.", by=member)
    with pytest.raises(Refused, match="why it was declared in error"):
        sight.set_aside(made, reason=" ", by=officer)
    with pytest.raises(Refused, match="Somebody else"):
        sight.set_aside(made, reason="No.", by=member)
    assert not sees(member, case)

    sight.set_aside(made, reason="No.", by=officer)

    with pytest.raises(Refused, match="already"):
        sight.set_aside(made, reason="No.", by=officer)
