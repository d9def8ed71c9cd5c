"""An agenda is built from what is due for the meeting, and each case says why."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import agenda
from saltmarsh.casework.meetings import due as dues
from saltmarsh.casework.meetings.due import Reason
from saltmarsh.casework.meetings.lifecycle import Why
from saltmarsh.casework.panels import tasks
from saltmarsh.casework.panels.rules import Decided, Task
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support.lifecycle import State
from tests.casework.cases.room import make_case
from tests.casework.exits.closed import closed
from tests.casework.gathering import asked
from tests.casework.meetings.room import WHERE, make_meeting
from tests.casework.panels.sat import decided, listed
from tests.casework.support.given import WORDS, acting, supported
from tests.casework.triage.desk import in_days, make_colleague, make_officer

DAY = timedelta(days=1)
MORE = Decided(
    "more_information", "unanimous", "Ask the school.", unasked_why="They said no."
)


@pytest.fixture
def officer():
    return make_officer()


def due(officer, in_days=0, meeting=None):
    """Return why each case is due for a meeting: {case: reasons}."""
    meeting = meeting or make_meeting(officer, in_days=in_days)
    found = dues.due(meeting, officer, timezone.now())
    return {each.case: each.reasons for each in found}


def test_a_case_is_due_when_it_was_listed(officer):
    case = listed(officer)

    assert due(officer) == {case: (Reason(Why.LISTED),)}


def test_an_open_case_with_nothing_due_is_not_offered_and_can_be_chosen(officer):
    quiet, meeting = supported(officer), make_meeting(officer)

    assert due(officer, meeting=meeting) == {}
    assert dues.pickable(meeting, officer, timezone.now()) == [quiet]
    agenda.add(meeting, due=agenda.picked(quiet), by=officer)
    assert dues.pickable(meeting, officer, timezone.now()) == []


def test_a_live_review_is_due_that_falls_before_the_following_meeting(officer):
    case = supported(officer)
    meeting = make_meeting(officer)
    meetings.plan(meeting.series, day=in_days(14), where=WHERE, by=officer)
    after = dues.following(meeting)
    assert timezone.localdate(after) == in_days(14)

    case.due_at = after
    case.save()
    assert due(officer, meeting=meeting) == {}
    case.due_at = after - timedelta(microseconds=1)
    case.save()

    [[reason]] = due(officer, meeting=meeting).values()
    assert reason.why == Why.SUPPORTED


def test_without_a_planned_meeting_the_series_says_when_it_would_meet(officer):
    meeting = make_meeting(officer)

    assert timedelta(27) < dues.following(meeting) - meeting.starts_at < timedelta(36)


def test_a_silent_case_is_due(officer):
    case = supported(officer)
    assert due(officer) == {}

    with time_machine.travel(timezone.now() + 40 * DAY):
        assert due(officer) == {case: (Reason(Why.SILENT),)}


@pytest.mark.parametrize("is_done", [False, True])
def test_an_action_of_support_that_is_overdue_is_named(officer, is_done):
    action = acting(officer, due_on=in_days(2))
    assert due(officer, in_days=2) == {}
    if is_done:
        support.end(action, state=State.DONE, words="He goes alone.", by=officer)

    found = due(officer, in_days=3)

    reason = Reason(Why.ACTION, in_days(2), WORDS["what"])
    assert found == ({} if is_done else {action.case: (reason,)})


def test_an_action_of_the_panel_that_is_overdue_is_named(officer):
    case = supported(officer)
    task = Task("Ring the school.", "Health", in_days(2))
    given = tasks.give(case, task=task, owner=officer, given_on=in_days(0), by=officer)
    assert due(officer, in_days=2) == {}

    found = due(officer, in_days=3)

    assert found == {case: (Reason(Why.ACTION, in_days(2), "Ring the school."),)}
    tasks.finish(given, note="Rang.", by=officer)
    assert due(officer, in_days=3) == {}


@pytest.mark.parametrize("stage", [Stage.CONSENT_REFUSED, Stage.CONSENT_WITHDRAWN])
def test_a_case_without_consent_is_due_while_its_further_assessment_waits(
    officer, stage
):
    case = make_case(officer, stage=stage, due_for="further")

    [[reason]] = due(officer).values()

    assert reason.why == Why.CONSENT
    case.stage = Stage.ADOPTED
    case.save()
    assert due(officer) == {}


def test_a_review_after_closure_that_comes_up_is_due(officer):
    case = closed(officer)
    review = case.reviews.get(months=6)
    assert due(officer) == {}

    with time_machine.travel(review.due_on - 5 * DAY):
        meeting = make_meeting(officer)
        [found] = dues.due(meeting, officer, timezone.now())
        assert found.reasons == (Reason(Why.REVIEW, review.due_on),)
        assert agenda.add(meeting, due=found, by=officer).review == review
        assert dues.due(meeting, officer, timezone.now()) == []


def test_an_answer_makes_a_case_due_that_the_panel_has_discussed(officer):
    case = decided(officer, MORE)
    request = asked.make_request(officer, case=case)
    before = asked.make_request(officer)
    asked.replied(before)
    assert due(officer) == {}

    asked.replied(request)

    assert due(officer) == {case: (Reason(Why.ANSWERED, in_days(0)),)}
    meeting = make_meeting(officer)
    item = agenda.add(meeting, due=agenda.picked(case), by=officer)
    meeting.items.update(opened_at=timezone.now(), opened_by=officer.user)
    assert due(officer) == {}
    assert item.why == Why.PICKED


def test_every_reason_is_said_the_first_first_and_kept_with_the_item(officer):
    action = acting(officer, due_on=in_days(2))
    with time_machine.travel(timezone.now() + 60 * DAY):
        meeting = make_meeting(officer)
        [found] = dues.due(meeting, officer, timezone.now())
        item = agenda.add(meeting, due=found, by=officer)

    assert [each.why for each in found.reasons][:2] == [Why.SILENT, Why.ACTION]
    item.refresh_from_db()
    assert item.why == Why.SILENT
    assert dues.kept_of(item) == list(found.reasons)
    assert WORDS["what"].encode() not in bytes(item.sealed_due)
    assert action.case == item.case


def test_nothing_is_offered_that_its_maker_may_not_see(officer):
    hidden = listed(officer, is_restricted=True)
    colleague, meeting = make_colleague(officer), make_meeting(officer)
    now = timezone.now()

    assert dues.pickable(meeting, officer, now) == [hidden]
    assert dues.due(meeting, colleague, now) == []
    assert dues.pickable(meeting, colleague, now) == []


def test_more_cases_ask_the_database_no_more_often(officer):
    def count():
        meeting = make_meeting(officer, in_days=1)
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            dues.due(meeting, officer, timezone.now())
        return len(asked_for)

    listed(officer), acting(officer, due_on=in_days(0))
    few = count()
    for _each in range(3):
        listed(officer), acting(officer, due_on=in_days(0))

    assert count() <= few
