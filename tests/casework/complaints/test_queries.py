import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.complaints import queries
from saltmarsh.casework.complaints.models import Complaint
from tests.casework.cases.room import make_case
from tests.casework.complaints.made import answered, make_complaint
from tests.casework.triage.desk import arrived, make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def seen(member):
    return set(Complaint.objects.seen_by(member, timezone.now()))


def test_a_complaint_is_seen_with_what_it_is_about(officer):
    of_case = make_complaint(officer, case=make_case(officer))
    of_referral = make_complaint(officer, referral=arrived(officer))
    outsider = make_officer(officer.partnership, role=Role.MANAGER)

    assert seen(make_colleague(officer)) == {of_case, of_referral}
    assert seen(outsider) == set()
    of_case.case.is_restricted = True
    of_case.case.save()
    assert seen(make_colleague(officer)) == {of_referral}


def test_one_about_the_service_is_seen_by_its_owner_and_by_managers_and_chairs(
    officer,
):
    recorder = make_colleague(officer)
    made = make_complaint(officer, by=recorder)

    assert seen(officer) == seen(recorder) == {made}
    assert seen(make_colleague(officer)) == set()
    for role in (Role.MANAGER, Role.PANEL_CHAIR):
        assert seen(make_colleague(officer, role=role)) == {made}


def test_whom_it_is_about_does_not_see_it(officer):
    manager = make_colleague(officer, role=Role.MANAGER)
    make_complaint(manager, by=officer, member=officer, case=make_case(officer))
    make_complaint(officer, member=manager)

    assert len(seen(manager)) == len(seen(officer)) == 1


def test_the_list_shows_what_is_open_ones_own_or_answered(officer):
    now, colleague = timezone.now(), make_colleague(officer)
    case = make_case(officer)
    mine = make_complaint(officer, case=case)
    other = make_complaint(colleague, case=case)
    done = answered(make_complaint(officer, case=case), by=officer)

    assert set(queries.listed(officer, "", now)) == {mine, other}
    assert set(queries.listed(officer, "mine", now)) == {mine}
    assert set(queries.listed(officer, "answered", now)) == {done}
    assert set(queries.owned_by(colleague, officer, now)) == {other}


def test_a_complaint_about_a_referral_of_the_case_is_one_about_the_case(officer):
    case = make_case(officer)
    assert not queries.has_open(case)
    made = make_complaint(officer, referral=case.bases.get().referral)

    assert queries.has_open(case)
    assert queries.of_case(case, officer, timezone.now()) == [made]

    answered(made, by=officer)

    assert not queries.has_open(case)
    assert queries.of_case(case, officer, timezone.now()) == [made]


def test_a_referrals_complaints_are_those_about_it_which_one_may_see(officer):
    referral = arrived(officer)
    made = make_complaint(officer, referral=referral)
    make_complaint(officer, referral=arrived(officer))
    outsider = make_officer(officer.partnership, role=Role.MANAGER)

    assert queries.of_referral(referral, officer, timezone.now()) == [made]
    assert queries.of_referral(referral, outsider, timezone.now()) == []
