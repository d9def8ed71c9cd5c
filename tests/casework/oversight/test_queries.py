from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.interventions import queries as contacts
from saltmarsh.casework.oversight import queries
from saltmarsh.casework.oversight.kinds import Kind
from saltmarsh.casework.panels import care, tasks
from saltmarsh.casework.panels.rules import Task
from saltmarsh.casework.routing import actions as routing
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.cases.room import make_case
from tests.casework.complaints.made import make_complaint
from tests.casework.consents.asked import answered
from tests.casework.exits.closed import closed
from tests.casework.gathering.asked import make_request
from tests.casework.interventions.meeting import briefed
from tests.casework.panels.sat import NOT_ADOPTED, decided
from tests.casework.triage.desk import arrived, in_days, make_colleague, make_officer
from tests.factories.neighbours import make_enquiry, make_received
from tests.factories.routing import DeskFactory, default_rule
from tests.factories.transfers import Panels

EVERY = list(Kind)


@pytest.fixture
def manager():
    return make_officer(role="manager")


def later(days):
    return timezone.now() + timedelta(days=days)


def late(member, days=0):
    return queries.late(member, later(days), EVERY)


def kinds(member, days=0):
    return [row.kind for row in late(member, days)]


def test_nothing_is_late_before_its_day(manager):
    arrived(manager, due_at=later(1), due_for="acknowledge")
    make_case(manager, due_at=later(1), due_for="gather")

    assert late(manager) == []


def test_a_referral_past_its_day_is_its_owners_or_its_teams(manager):
    arrived(manager, due_at=later(-3), due_for="acknowledge")
    mine = arrived(manager, due_at=later(-9), due_for="decide", owner=manager)

    first, second = late(manager)

    assert (first.leads_to, first.step) == (mine.reference, "decide")
    assert (first.owner, second.owner) == (str(manager), manager.team.name)
    assert first.days > second.days > 0


def test_each_clock_of_a_case_has_its_kind(manager):
    due = {
        "gather": Kind.CASE,
        "transfer": Kind.TO_TRANSFER,
        "consent": Kind.CONSENT,
        "review": Kind.LIVE_REVIEW,
    }
    for code, kind in due.items():
        case = make_case(manager, due_at=later(-2), due_for=code)
        found = [row for row in late(manager) if row.leads_to == case.reference]
        assert [row.kind for row in found] == [kind]


def test_a_clock_that_runs_out_at_midnight_was_due_the_day_before(manager):
    case = make_case(manager)
    case.due_at = contacts.clocks.end_of_day(in_days(-2))
    case.save()

    [row] = late(manager)

    assert (row.due_on, row.days) == (in_days(-2), 2)


def test_requests_actions_sessions_silence_and_reviews_are_late(manager):
    asked = make_request(manager)
    assert asked.due_on >= in_days(0)
    given = tasks.give(
        asked.case,
        task=Task("Ring the school.", "Council", in_days(1)),
        owner=manager,
        given_on=in_days(0),
        by=manager,
    )
    action = briefed(manager)
    interventions.plan(action, on=in_days(1), by=action.provider)
    ended = closed(manager)

    found = {row.kind: row for row in late(manager, 400)}

    assert found[Kind.REQUEST].owner == str(asked.case.lead)
    assert found[Kind.ACTION].due_on == given.due_on
    assert found[Kind.SUPPORT].owner == str(action.provider)
    assert found[Kind.SUPPORT].due_on == action.due_on
    assert found[Kind.SESSION].owner == str(action.provider)
    assert found[Kind.SILENCE].leads_to == action.case.reference
    assert found[Kind.REVIEW].leads_to == ended.reference


def test_silence_is_late_from_the_day_on_which_it_rings(manager):
    action = briefed(manager)
    rings_at = contacts.contact(action.case, timezone.now()).rings_at
    before = queries.late(manager, rings_at - timedelta(hours=1), [Kind.SILENCE])
    [row] = queries.late(manager, rings_at, [Kind.SILENCE])

    assert before == []
    assert row.due_on == contacts.clocks.last_day(rings_at)


def test_what_somebody_may_not_open_is_not_there(manager):
    stranger = make_officer(manager.partnership, role="manager")
    arrived(manager, due_at=later(-1), due_for="decide")
    make_case(manager, due_at=later(-1), due_for="gather")
    closed(manager)
    make_request(manager)
    answered(manager, state="refused")
    action = briefed(manager)
    interventions.plan(action, on=in_days(1), by=action.provider)

    assert len({*kinds(manager, 400)}) >= 7
    assert late(stranger, 400) == []


def test_what_is_restricted_is_not_there(manager):
    other = make_colleague(manager, role="manager")
    case = make_case(manager, due_at=later(-1), due_for="gather")
    case.is_restricted = True
    case.save()
    arrived(manager, due_at=later(-1), due_for="decide", is_restricted=True)

    assert kinds(manager) == [Kind.CASE]
    assert late(other) == []


def test_only_the_kinds_that_are_asked_for_are_looked_at(manager):
    arrived(manager, due_at=later(-1), due_for="decide")

    assert queries.late(manager, timezone.now(), [Kind.CASE]) == []


def test_more_that_is_late_asks_no_more_questions(manager):
    def asked():
        with CaptureQueriesContext(connection) as caught:
            found = late(manager, 400)
        return len(found), len(caught)

    def add():
        arrived(manager, due_at=later(-1), due_for="decide")
        make_request(manager)
        briefed(manager)
        closed(manager)

    add()
    few, questions = asked()
    add()
    add()

    more, as_many = asked()

    assert more > few
    assert as_many == questions


def test_what_is_late_is_counted_by_owner_and_by_kind(manager):
    arrived(manager, due_at=later(-3), due_for="decide", owner=manager)
    make_case(manager, due_at=later(-9), due_for="gather")
    rows = late(manager)

    [owner] = queries.by_owner(rows)
    oldest, other = queries.by_kind(rows)

    assert (owner.name, owner.count, owner.days) == (str(manager), 2, rows[0].days)
    assert (oldest.key, other.key) == (Kind.CASE, Kind.REFERRAL)


def test_who_made_a_referral_and_is_not_told_is_late(manager):
    arrived(manager, feedback_due_at=later(-2))

    assert kinds(manager) == [Kind.FEEDBACK]


def test_a_delivery_that_nobody_acknowledged_is_its_desks(manager):
    desk = DeskFactory(partnership=manager.partnership, team=manager.team)
    default_rule(manager.partnership, desk)
    referral = arrived(manager)
    routing.queue(referral, age=None, area=None)

    [row] = queries.late(manager, later(20), [Kind.DELIVERY])

    assert (row.leads_to, row.owner) == (referral.reference, desk.name)
    referral.is_restricted = True
    referral.save()
    assert queries.late(manager, later(20), [Kind.DELIVERY]) == []


def test_requests_between_partnerships_are_late_when_they_lapse(manager):
    referral = arrived(manager)
    asked, held = make_enquiry(referral, by=manager), make_received(referral)

    first, second = queries.late(manager, later(60), [Kind.ENQUIRY, Kind.RECEIVED])

    assert {first.leads_to, second.leads_to} == {str(asked.pk), str(held.pk)}


def test_a_referral_to_health_or_social_care_is_late_for_the_lead(manager):
    case = decided(manager, NOT_ADOPTED)
    asked = case.care_referrals.get()

    [found] = [row for row in late(manager, 400) if row.kind == Kind.CARE]

    assert (found.owner, found.due_on) == (str(case.lead), asked.due_on)
    care.answer(asked, state="accepted", words="Dr Ash saw him.", by=manager)
    assert Kind.CARE not in kinds(manager, 400)


def test_a_transfer_that_nobody_there_answers_is_late_for_the_lead():
    panels = Panels()
    panels.asked()
    partnerships.enter(panels.here)

    assert Kind.TRANSFER not in kinds(panels.second)
    [found] = [row for row in late(panels.second, 40) if row.kind == Kind.TRANSFER]
    assert (found.owner, found.leads_to) == (
        str(panels.case.lead),
        panels.case.reference,
    )


def test_a_further_assessment_is_late_for_its_owner(manager):
    case = answered(manager, state="refused")

    [row] = queries.late(manager, later(20), [Kind.FURTHER])

    assert row.leads_to == case.reference
    assert row.due_on == in_days(5)


def test_a_complaint_is_late_for_its_owner_and_hidden_from_whom_it_is_about(manager):
    other = make_colleague(manager, role="manager")
    made = make_complaint(other, by=manager, member=manager)

    [row] = queries.late(other, later(60), [Kind.COMPLAINT])

    assert (row.leads_to, row.due_on) == (str(made.pk), made.due_on)
    assert queries.late(manager, later(60), [Kind.COMPLAINT]) == []
