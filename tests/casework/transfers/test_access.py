"""The table of who keeps what access, held against what the code lets them do."""

from pathlib import Path

import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Permission, granted, roles_with
from saltmarsh.casework.assessments import actions as assessments
from saltmarsh.casework.assessments.rules import WORDS, Assessed
from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support.models import Action
from saltmarsh.casework.transfers.lifecycle import Sight
from saltmarsh.casework.transfers.rules import (
    ACCESS,
    ANSWERING,
    HERE,
    THERE,
    in_markdown,
)
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.refusals import Refused
from tests.casework.gathering.asked import make_request
from tests.casework.support.given import wanted
from tests.casework.triage.desk import make_officer
from tests.factories.foundation import MembershipFactory
from tests.factories.transfers import Panels

pytestmark = pytest.mark.django_db
WRITING = {Sight.WORKS, Sight.DECIDES}
READING = WRITING | {Sight.READS, Sight.REVIEWS}


@pytest.fixture
def panels():
    return Panels()


def rows(side, *sights):
    """Return the rows of one side with one of `sights` once it is accepted."""
    return [row for row in ACCESS if row.side == side and row.after in sights]


def sees(case, member):
    return Case.objects.filter(pk=case.pk).seen_by(member, timezone.now()).exists()


def assess(case, member):
    assessed = Assessed(timezone.localdate(), dict.fromkeys(WORDS, "So."), ("Work",))
    return assessments.record(case, assessed=assessed, by=member)


@pytest.mark.parametrize("row", ACCESS, ids=lambda row: f"{row.side} {row.roles[:1]}")
def test_the_table_says_what_the_roles_are_granted(row):
    for role in row.roles:
        held = granted(role)
        states = {row.before, row.asked, row.after}
        assert bool(states & READING) <= (Permission.CASE_READ in held)
        assert (Sight.WORKS in states) <= (Permission.CASE_WORK in held)
        assert (Sight.DECIDES in states) <= (Permission.CASE_DECIDE in held)
        assert (Sight.OWN in states) <= (Permission.SUPPORT_PROVIDE in held)
        assert (Sight.ASKED in states) <= (Permission.REQUEST_ANSWER in held)
        assert (Sight.PACK in states) <= (Permission.CASE_TRANSFER in held)
        assert (Sight.THERE in states) <= (Permission.CASE_READ in held)
        assert (Sight.REGISTER in states) <= (Permission.NEIGHBOUR_REGISTER in held)


def test_only_the_roles_of_the_table_answer():
    assert set(ANSWERING) == set(roles_with(Permission.CASE_TRANSFER))


def test_while_it_is_asked_everybody_here_works_as_before(panels):
    assert all(row.before == row.asked for row in ACCESS if row.asked in WRITING)
    panels.asked()

    partnerships.enter(panels.here)
    assert assess(panels.case, panels.asker)


def test_once_it_is_accepted_this_side_reads_and_writes_no_more(panels):
    panels.accepted()
    panels.home()

    readers = [role for row in rows(HERE, *READING) for role in row.roles]
    assert set(readers) == {"triage_officer", "manager", "panel_chair"}
    assert not rows(HERE, *WRITING)
    for role in readers:
        member = make_officer(panels.here, panels.asker.team, role=role)
        assert sees(panels.case, member)
        with pytest.raises(Refused, match="can be read, and no more"):
            assess(panels.case, member)
    with pytest.raises(Refused, match="can be read, and no more"):
        cases.leave(panels.case, to="", reasons="So.", version=None, by=panels.asker)


def test_a_provider_loses_sight_and_a_partner_the_open_request(panels):
    role = "intervention_provider"
    provider = MembershipFactory(partnership=panels.here, role=role)
    need = assess(panels.case, panels.asker).needs.get()
    asked_for = wanted(panels.case, provider=provider, needs=(need,))
    support.act(panels.case, wanted=asked_for, by=panels.asker)
    make_request(panels.asker, case=panels.case)
    assert Action.objects.commissioned_to(provider).exists()

    panels.accepted()
    panels.home()

    assert [row.roles for row in rows(HERE, Sight.NOTHING)] == [(role,)]
    assert not Action.objects.commissioned_to(provider).exists()
    assert not panels.case.information_requests.open().exists()


def test_there_the_case_is_seen_by_its_team_and_its_lead_alone(panels):
    case = panels.accepted()

    member = make_officer(panels.there, case.team)
    stranger = make_officer(panels.there)

    there = [role for row in rows(THERE, Sight.THERE) for role in row.roles]
    assert {*there} == {"manager", "panel_chair", "triage_officer"}
    assert sees(case, member)
    assert sees(case, panels.receiver)
    assert not sees(case, stranger)
    every = panels.there.received_transfers
    assert every.seen_by(member, timezone.now()).exists()
    assert not every.seen_by(stranger, timezone.now()).exists()


def test_the_documents_show_the_table_as_it_is():
    page = Path(__file__).parents[3] / "docs" / "how-to" / "transfer-a-case.md"

    assert in_markdown() in page.read_text()
