"""The person of a case that has ended is referred again."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.access.permissions import Role
from saltmarsh.casework.allocation import actions as allocation
from saltmarsh.casework.allocation.queries import Sight
from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.exits import actions as exits
from saltmarsh.casework.exits import alarms, queries
from saltmarsh.casework.exits.lifecycle import Held
from saltmarsh.casework.links import actions as links
from saltmarsh.foundation.notices.models import Notice
from tests.casework.cases.room import make_case
from tests.casework.exits.closed import closed, closing, supported
from tests.casework.triage.desk import arrived, make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def overseers(officer):
    return {
        make_colleague(officer, role=role) for role in (Role.MANAGER, Role.PANEL_CHAIR)
    }


def referred_again(case, officer, **values):
    """Link a new referral to the person of a case; return the referral."""
    new = arrived(officer, **values)
    first = case.bases.first().referral
    links.link(new, earlier=first, reason="Same birthday.", by=officer.user)
    return new


def asked(case):
    return case.reviews.asked_again()


def told():
    waiting = Notice.objects.waiting().filter(kind=queries.ASKED_AGAIN)
    return {notice.member for notice in waiting}


def test_linking_and_undoing_let_the_worker_look(officer):
    new = referred_again(closed(officer), officer)
    jobs = ProcrastinateJob.objects.filter(task_name=links.LINKED)
    assert jobs.count() == 1

    links.undo(new.links.get(), reason="Another person.", by=officer.user)

    assert jobs.count() == 2


def test_a_new_referral_asks_the_lead_at_once_and_tells_managers_and_the_chair(
    officer, overseers
):
    case = closed(officer)
    new = referred_again(case, officer)

    assert exits.ask_again(officer.partnership) == 1
    assert exits.ask_again(officer.partnership) == 0

    task = asked(case).get()
    assert (task.owner, task.link.referral, task.state) == (officer, new, Held.DUE)
    assert task.due_on <= timezone.localdate() + timedelta(days=5)
    assert told() == {officer} | overseers


@pytest.mark.parametrize("stage", [Stage.NOT_ADOPTED, Stage.POLICE_LED])
def test_a_case_that_ended_otherwise_is_asked_about_too(officer, stage):
    case = make_case(officer, stage=stage, due_at=None, due_for="")
    referred_again(case, officer)

    assert exits.ask_again(officer.partnership) == 1


def test_what_was_linked_before_the_end_and_open_cases_ask_nothing(officer):
    case = supported(officer)
    referred_again(case, officer)
    assert exits.ask_again(officer.partnership) == 0
    second = make_colleague(officer)
    exits.close(case, closing=closing(), by=officer)
    exits.answer(case, agrees=True, words="Yes.", version=None, by=second)

    assert exits.ask_again(officer.partnership) == 0


def restrict(referral, member, by):
    until = timezone.now() + timedelta(days=9)
    sight = Sight((member,), 1, until, "Named only.")
    allocation.restrict(referral, sight=sight, by=by)


def test_a_restricted_referral_is_told_to_nobody_who_may_not_open_it(
    officer, overseers
):
    case = closed(officer)
    new = referred_again(case, officer)
    knowing = make_colleague(officer, role=Role.MANAGER)
    restrict(new, knowing, officer)

    exits.ask_again(officer.partnership)

    now = timezone.now()
    assert told() == {knowing}
    assert asked(case).get().owner == knowing
    assert queries.again_for(new, knowing, now).case == case
    assert queries.again_for(new, officer, now) is None
    shown = queries.seen_by(officer, now).filter(case=case)
    assert {task.months for task in shown} == {6, 12}


def test_where_nobody_may_see_both_it_waits_until_somebody_may(officer):
    case = closed(officer)
    new = referred_again(case, officer)
    elsewhere = make_officer(officer.partnership)
    restrict(new, elsewhere, officer)
    assert exits.ask_again(officer.partnership) == 0
    allocation.lift(new, by=None)

    assert exits.ask_again(officer.partnership) == 1


def test_an_answer_takes_the_notices_away_and_can_open_the_case_again(
    officer, overseers
):
    case = closed(officer)
    referred_again(case, officer)
    exits.ask_again(officer.partnership)

    exits.review(asked(case).get(), result=Held.REOPEN, reasons="Worse.", by=officer)

    case.refresh_from_db()
    assert case.stage == Stage.GATHERING
    assert told() == set()
    assert exits.ask_again(officer.partnership) == 0


def test_a_second_new_referral_keeps_the_notices_of_the_first_answer(officer):
    case = closed(officer)
    for _each in range(2):
        referred_again(case, officer)
    exits.ask_again(officer.partnership)
    task = asked(case).first()

    exits.review(task, result=Held.NO_CONCERN, reasons="An old worry.", by=officer)

    assert told() == {officer}


def test_an_undone_link_settles_the_question(officer):
    case = closed(officer)
    new = referred_again(case, officer)
    exits.ask_again(officer.partnership)
    links.undo(new.links.get(), reason="Another person.", by=officer.user)

    exits.ask_again(officer.partnership)

    assert asked(case).get().state == Held.SETTLED
    assert told() == set()


def test_nobody_looks_and_the_managers_who_may_hear(officer, overseers):
    case = closed(officer)
    new = referred_again(case, officer)
    knowing = make_colleague(officer, role=Role.MANAGER)
    restrict(new, knowing, officer)
    exits.ask_again(officer.partnership)

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        alarms.ring_overdue(officer.partnership)

    escalated = Notice.objects.waiting().filter(kind=queries.ESCALATED)
    assert {notice.member for notice in escalated} == {knowing}


def test_whoever_undoes_a_link_cannot_then_close_the_case_alone(officer):
    case = supported(officer)
    new = referred_again(case, officer)
    links.undo(new.links.get(), reason="Another birthday.", by=officer.user)

    exits.close(case, closing=closing(), by=officer)

    case.refresh_from_db()
    assert case.stage == Stage.SUPPORTED
    assert queries.wish(case).by == officer.user


def test_an_owner_who_may_not_see_the_referral_any_more_gives_it_on(officer):
    case = closed(officer)
    new = referred_again(case, officer)
    exits.ask_again(officer.partnership)
    knowing = make_colleague(officer, role=Role.MANAGER)
    restrict(new, knowing, officer)

    exits.ask_again(officer.partnership)

    assert asked(case).get().owner == knowing
