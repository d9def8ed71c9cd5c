from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.interventions import briefings, queries, reports
from saltmarsh.casework.interventions.lifecycle import State
from saltmarsh.casework.interventions.models import Briefing, Session
from saltmarsh.casework.support import actions as support
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.consents.asked import plan as planned
from tests.casework.interventions.meeting import (
    BRIEFING,
    briefed,
    commissioned,
    held,
    make_provider,
    meet,
    missed,
)
from tests.casework.support.given import acting, supported, wanted
from tests.casework.triage.desk import in_days, make_officer


@pytest.fixture
def officer():
    return make_officer()


def told(kind):
    return [each.member for each in Notice.objects.waiting().filter(kind=kind)]


def test_a_provider_is_briefed_in_writing_and_hears_of_it(officer):
    action = commissioned(officer)

    interventions.brief(action, text=BRIEFING, by=officer)

    assert told(interventions.BRIEFED) == [action.provider]
    assert action.briefings.get().text == BRIEFING
    assert b"R. Quay" not in bytes(action.briefings.get().sealed_text)


def test_no_session_is_planned_or_recorded_before_the_briefing_was_read(officer):
    action = commissioned(officer)
    by = action.provider
    with pytest.raises(Refused, match="briefed in writing"):
        interventions.plan(action, on=in_days(1), by=by)
    interventions.brief(action, text=BRIEFING, by=officer)
    with pytest.raises(Refused, match="briefed in writing"):
        interventions.plan(action, on=in_days(1), by=by)
    assert not Session.objects.exists()

    interventions.acknowledge(action, by=by)
    interventions.plan(action, on=in_days(1), by=by)

    assert action.briefings.get().acknowledged_by == by.user
    assert not told(interventions.BRIEFED)
    assert Session.objects.count() == 1


def test_a_new_briefing_is_read_before_the_next_record(officer):
    action = briefed(officer)
    session = interventions.plan(action, on=in_days(0), by=action.provider)
    interventions.brief(action, text="His mother has died.", by=officer)

    with pytest.raises(Refused, match="briefed in writing"):
        interventions.record(session, outcome=held(), by=action.provider)


def test_the_database_lets_nobody_date_a_briefing_back(officer):
    briefed(officer)

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Briefing.objects.update(created_at=timezone.now())


def test_a_session_is_held_with_a_sealed_report(officer):
    session = meet(briefed(officer))

    session.refresh_from_db()
    assert (session.state, session.held_on) == (State.HELD, in_days(0))
    assert session.report == "They talked about college."
    assert b"college" not in bytes(session.sealed_report)
    with pytest.raises(MoveNotAllowed):
        interventions.record(session, outcome=missed(), by=officer)


def test_the_lead_hears_of_a_session_that_was_not_held(officer):
    session = meet(briefed(officer), missed())

    assert (session.state, session.held_on) == (State.MISSED, None)
    assert told(interventions.MISSED) == [officer]


def test_a_session_without_a_report_stays_planned(officer):
    with pytest.raises(Refused, match="short report"):
        meet(briefed(officer), held(report=""))

    assert not Session.objects.held().exists()


def test_another_agency_s_contact_is_recorded_by_the_lead(officer):
    action = acting(officer)

    made = interventions.log(action, on=in_days(-1), report="Rang him.", by=officer)

    assert (made.state, made.held_on) == (State.HELD, in_days(-1))
    assert queries.last_held(action.case) == made


def test_no_contact_is_recorded_under_an_action_that_has_not_started(officer):
    case = supported(officer)
    action = support.act(case, wanted=wanted(case), by=officer)

    with pytest.raises(Refused, match="not started"):
        interventions.log(action, on=in_days(0), report="Rang him.", by=officer)


def test_no_session_is_planned_once_support_has_stopped(officer):
    action = briefed(officer)
    consents.withdraw(
        action.case, reason="Enough.", plan=planned(officer), version=None, by=officer
    )

    with pytest.raises(Refused, match="Support has stopped"):
        interventions.plan(action, on=in_days(1), by=action.provider)


def test_what_was_held_before_support_stopped_is_still_recorded(officer):
    action = briefed(officer)
    session = interventions.plan(action, on=in_days(0), by=action.provider)
    consents.withdraw(
        action.case, reason="Enough.", plan=planned(officer), version=None, by=officer
    )

    interventions.record(session, outcome=held(), by=action.provider)

    assert Session.objects.held().count() == 1


def test_only_a_provider_s_action_is_briefed(officer):
    with pytest.raises(Refused, match="No intervention provider"):
        interventions.brief(acting(officer), text=BRIEFING, by=officer)


def test_a_silence_is_explained_in_writing(officer):
    case = supported(officer)
    with pytest.raises(Refused, match="why there was no contact"):
        interventions.explain(case, text="", by=officer)

    made = interventions.explain(case, text="He is with his aunt.", by=officer)

    assert made.text == "He is with his aunt."
    assert b"aunt" not in bytes(made.sealed_text)


def test_two_providers_of_one_case_are_briefed_apart(officer):
    case = supported(officer)
    first = briefed(officer, case=case)
    second = commissioned(officer, make_provider(officer), case)

    assert briefings.is_briefed(first)
    assert not briefings.is_briefed(second)


def passed_on(officer, action):
    """Let a colleague give what a provider gave; return them."""
    second = make_provider(officer)
    interventions.pass_on(action, provider=second, reason="She leaves.", by=officer)
    return second


def test_who_gives_it_instead_is_briefed_anew_before_any_session(officer):
    action = briefed(officer)
    session = interventions.plan(action, on=in_days(0), by=action.provider)
    second = passed_on(officer, action)
    assert told(interventions.TO_BRIEF) == [action.case.lead]
    with pytest.raises(Refused, match="briefed in writing"):
        interventions.plan(action, on=in_days(1), by=second)
    with pytest.raises(Refused, match="briefed in writing"):
        interventions.record(session, outcome=held(), by=second)

    interventions.brief(action, text=BRIEFING, by=officer)
    assert not told(interventions.TO_BRIEF)
    assert told(interventions.BRIEFED) == [second]
    with pytest.raises(Refused, match="briefed in writing"):
        interventions.record(session, outcome=held(), by=second)
    interventions.acknowledge(action, by=second)
    interventions.record(session, outcome=held(), by=second)

    assert session.recorded_by == second.user


def test_a_briefing_that_a_colleague_never_read_is_not_for_who_comes_after(officer):
    action = commissioned(officer)
    interventions.brief(action, text=BRIEFING, by=officer)
    second = passed_on(officer, action)

    interventions.acknowledge(action, by=second)

    assert not told(interventions.BRIEFED)
    assert action.briefings.get().acknowledged_at is None
    assert not briefings.is_briefed(action)


def test_a_report_is_asked_of_who_gives_it_now(officer):
    action = briefed(officer)
    interventions.plan(action, on=in_days(0), by=action.provider)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        reports.ring_unreported(officer.partnership)
        assert told(queries.REPORT_DUE) == [action.provider]
        second = passed_on(officer, action)
        reports.ring_unreported(officer.partnership)

    assert told(queries.REPORT_DUE) == [second]
