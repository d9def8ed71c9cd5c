from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases import alarms, clocks
from saltmarsh.casework.cases.actions import StaleCase
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.reviews import actions as reviews
from saltmarsh.casework.reviews import jobs
from saltmarsh.casework.reviews.lifecycle import Result
from saltmarsh.casework.support import queries
from saltmarsh.casework.support.lifecycle import Found
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.refusals import Refused
from tests.casework.cases.room import make_case
from tests.casework.reviews.reviewing import SEEN, review, reviewed
from tests.casework.support.given import supported
from tests.casework.triage.desk import in_days, make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def test_a_supported_case_is_due_for_its_review(officer):
    case = supported(officer)

    assert case.due_for == "review"
    assert case.due_at == clocks.runs_out(
        officer.partnership, clocks.REVIEW, timezone.now()
    )


def test_a_review_begins_the_next_cycle(officer):
    case = supported(officer)
    before = case.due_at
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        made = review(case, officer)

    assert case.due_for == "review"
    assert case.due_at > before
    assert made.words["seen"] == SEEN
    assert "Nobody to talk to: Not met" in made.words["needs"]
    assert b"tutor" not in bytes(made.sealed_words)


def test_what_it_finds_met_is_no_open_need(officer):
    case = supported(officer)

    review(case, officer, found=Found.MET, result=Result.CLOSE)

    assert queries.open_needs(case) == []


def test_a_need_that_it_passes_over_is_in_the_way(officer):
    case = supported(officer)
    with pytest.raises(Refused, match="each open need"):
        review(case, officer, needs={})
    with pytest.raises(Refused, match="in the past"):
        review(case, officer, held_on=in_days(1))

    assert not case.live_reviews.exists()


def test_a_case_that_is_not_supported_has_none(officer):
    with pytest.raises(Refused, match="Only a case that is supported"):
        review(make_case(officer), officer)


def test_who_has_not_seen_the_newest_case_records_nothing(officer):
    case = supported(officer)
    with pytest.raises(StaleCase):
        reviews.review(case, reviewed=reviewed(case), version=99, by=officer)


def test_an_overdue_review_rings_for_the_lead_then_for_managers_and_the_chair(officer):
    case = supported(officer)
    manager = make_colleague(officer, role=Role.MANAGER)

    def told(kind):
        return {n.member for n in Notice.objects.waiting().filter(kind=kind)}

    with time_machine.travel(case.due_at + timedelta(hours=1)):
        alarms.ring_overdue(officer.partnership)
    assert told("case.overdue") == {officer}
    assert not told("case.escalated")
    with time_machine.travel(case.due_at + timedelta(days=10)):
        alarms.ring_overdue(officer.partnership)

    hearing = told("case.escalated")
    assert manager in hearing
    assert {member.role for member in hearing} == {Role.MANAGER, Role.PANEL_CHAIR}


def test_a_case_supported_before_there_was_a_cycle_is_taken_up_once(officer):
    case = make_case(officer, stage="supported", due_at=None, due_for="")
    other = make_case(officer)

    jobs.begin_cycles(str(officer.partnership.pk))

    case.refresh_from_db()
    assert (case.due_for, Case.objects.get(pk=other.pk).due_for) == ("review", "gather")
    assert reviews.begin_cycles(officer.partnership) == 0
