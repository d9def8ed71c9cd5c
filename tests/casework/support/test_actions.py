from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from saltmarsh.casework.cases import sight
from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support import queries
from saltmarsh.casework.support.lifecycle import Found, State
from saltmarsh.casework.support.models import Action, Passing, Plan
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.consents.asked import plan as planned
from tests.casework.support.given import PLAN, WORDS, acting, adopted, supported, wanted
from tests.casework.triage.desk import in_days, make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def test_every_version_of_a_plan_is_kept(officer):
    case = adopted(officer)
    support.plan(case, words=PLAN, by=officer)
    with pytest.raises(Refused, match="what this version changes"):
        support.plan(case, words=PLAN, by=officer)

    words = PLAN | {"how": "Each day.", "changed": "He asked for more."}
    support.plan(case, words=words, by=officer)

    held = {plan.number: plan.words["how"] for plan in case.plans.all()}
    assert held == {1: PLAN["how"], 2: "Each day."}
    assert queries.newest(case).number == 2
    assert b"library" not in bytes(case.plans.first().sealed_words)


def test_the_database_renumbers_no_plan(officer):
    support.plan(adopted(officer), words=PLAN, by=officer)

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Plan.objects.update(number=7)


def test_an_action_needs_a_need(officer):
    case = adopted(officer)
    with pytest.raises(Refused, match="at least one need"):
        support.act(case, wanted=wanted(case, needs=()), by=officer)
    assert not Action.objects.exists()


def test_no_action_starts_without_consent(officer):
    case = adopted(officer)
    action = support.act(case, wanted=wanted(case), by=officer)

    with pytest.raises(Refused, match="without consent"):
        support.start(action, by=officer)

    action.refresh_from_db()
    assert action.state == State.PLANNED


def test_no_action_starts_after_consent_was_withdrawn(officer):
    case = supported(officer)
    action = support.act(case, wanted=wanted(case), by=officer)
    consents.withdraw(
        case, reason="Enough.", plan=planned(officer), version=None, by=officer
    )

    with pytest.raises(Refused, match="without consent"):
        support.start(action, by=officer)


def test_an_action_starts_and_ends_with_words(officer):
    action = acting(officer)
    assert (action.state, action.started_by) == (State.STARTED, officer.user)
    with pytest.raises(Refused, match="what came of it"):
        support.end(action, state=State.DONE, words=" ", by=officer)

    support.end(action, state=State.DONE, words="He goes alone.", by=officer)

    action.refresh_from_db()
    assert (action.state, action.ending) == (State.DONE, "He goes alone.")
    with pytest.raises(MoveNotAllowed):
        support.end(action, state=State.STOPPED, words="Again.", by=officer)


def test_what_never_started_is_not_done(officer):
    case = supported(officer)
    action = support.act(case, wanted=wanted(case), by=officer)

    with pytest.raises(MoveNotAllowed):
        support.end(action, state=State.DONE, words="Done.", by=officer)


def test_why_there_is_no_action_is_in_writing(officer):
    need = supported(officer).needs.first()
    with pytest.raises(Refused, match="why there is no action"):
        support.leave_out(need, reason="", by=officer)

    support.leave_out(need, reason="He looks for work himself.", by=officer)

    assert need.left_out.get().reason == "He looks for work himself."


def test_what_a_review_found_is_kept_for_each_need(officer):
    first, second = supported(officer).needs.all()

    support.find({first: Found.MET, second: Found.PARTLY}, by=officer)

    assert [n.findings.get().found for n in (first, second)] == ["met", "partly"]


def test_no_action_is_planned_without_a_day_and_a_late_one_is_known(officer):
    case = adopted(officer)
    undated = replace(wanted(case), due_on=None)
    with pytest.raises(Refused, match="by when"):
        support.act(case, wanted=undated, by=officer)
    assert not case.support_actions.exists()

    made = support.act(case, wanted=wanted(case, due_on=in_days(2)), by=officer)

    assert not Action.objects.late(in_days(2)).exists()
    assert Action.objects.late(in_days(3)).get() == made
    support.end(made, state=State.STOPPED, words="He moved.", by=officer)
    assert not Action.objects.late(in_days(3)).exists()


REASON = "T. Fenwick leaves the trust on Friday."


def make_giver(officer, organisation="Trust"):
    role = "intervention_provider"
    return make_colleague(officer, role=role, organisation=organisation)


def test_a_colleague_gives_an_action_and_the_plan_keeps_who_did(officer):
    first, second = make_giver(officer), make_giver(officer)
    action = acting(officer, provider=first)

    passed = support.pass_on(action, provider=second, reason=REASON, by=officer)

    action.refresh_from_db()
    assert action.provider == second
    assert action.words == WORDS | {"person": str(second)}
    assert (passed.before, passed.words["person"]) == (first, WORDS["person"])
    assert passed.words["reason"] == REASON
    assert b"Friday" not in bytes(passed.sealed_words)
    event = Event.objects.get(name="support.passed_on")
    assert event.by == officer.user_id


@pytest.mark.parametrize("organisation", ["Another trust", ""])
def test_only_somebody_of_the_same_agency_gives_it_instead(officer, organisation):
    first = make_giver(officer)
    other = make_giver(officer, organisation=organisation)
    action = acting(officer, provider=first)

    with pytest.raises(Refused, match="somebody else of the agency"):
        support.pass_on(action, provider=other, reason=REASON, by=officer)

    action.refresh_from_db()
    assert action.provider == first


def test_who_is_shut_out_of_the_case_gives_no_support_in_it(officer):
    action, second = acting(officer, provider=make_giver(officer)), make_giver(officer)
    sight.declare(action.case, member=second, reason="His aunt.", by=officer)

    with pytest.raises(Refused, match="declared an interest"):
        support.pass_on(action, provider=second, reason=REASON, by=officer)

    assert not action.passings.exists()


def test_support_is_passed_on_with_a_reason_and_while_it_lasts(officer):
    action, second = acting(officer, provider=make_giver(officer)), make_giver(officer)
    with pytest.raises(Refused, match="why somebody else"):
        support.pass_on(action, provider=second, reason=" ", by=officer)
    support.end(action, state=State.STOPPED, words="He moved.", by=officer)

    with pytest.raises(Refused, match="has ended"):
        support.pass_on(action, provider=second, reason=REASON, by=officer)


def test_nothing_of_a_passing_on_is_written_over(officer):
    action = acting(officer, provider=make_giver(officer))
    support.pass_on(action, provider=make_giver(officer), reason=REASON, by=officer)

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Passing.objects.update(before=action.provider)
