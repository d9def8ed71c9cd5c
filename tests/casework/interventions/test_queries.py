from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.interventions import queries
from saltmarsh.casework.support import queries as support
from tests.casework.cases.room import make_case
from tests.casework.interventions.meeting import briefed, meet, missed
from tests.casework.support.given import acting, supported
from tests.casework.triage.desk import in_days, make_officer


@pytest.fixture
def officer():
    return make_officer()


def later(days):
    return timezone.now() + timedelta(days=days)


def test_a_case_that_is_not_supported_has_no_silence(officer):
    assert queries.contact(make_case(officer), timezone.now()) is None


def test_silence_begins_with_support_and_each_contact_ends_it(officer):
    action = briefed(officer)
    contact = queries.contact(action.case, timezone.now())
    assert (contact.last, contact.since) == (None, in_days(0))
    assert not contact.is_ringing
    assert queries.contact(action.case, contact.rings_at).is_ringing

    with time_machine.travel(later(10)):
        session = meet(action)

    contact = queries.contact(action.case, contact.rings_at)
    assert (contact.last, contact.since) == (session, in_days(10))
    assert not contact.is_ringing


def test_what_was_planned_or_missed_is_no_contact(officer):
    action = briefed(officer)
    meet(action, missed())
    interventions.plan(action, on=in_days(0), by=action.provider)

    assert queries.last_held(action.case) is None


def test_what_one_case_shows_and_what_the_alarm_finds_are_the_same(officer):
    """Each day for two months: the page, and the one question for all cases."""
    action = acting(officer)
    with time_machine.travel(later(9)):
        interventions.log(action, on=in_days(-2), report="Rang.", by=officer)
    quiet = supported(officer)
    with time_machine.travel(later(30)):
        interventions.explain(quiet, text="With his aunt.", by=officer)

    rang = set()
    for day in range(60):
        now = later(day)
        found = {case.pk for case in queries.silent(officer.partnership, now)}
        shown = {
            case.pk
            for case in (action.case, quiet)
            if queries.contact(case, now).is_ringing
        }
        # What is recorded later is there already on these earlier days.
        assert found == shown, day
        rang |= found
    assert rang == {action.case.pk, quiet.pk}


def test_a_provider_who_stays_away_is_heard_of_though_others_meet_the_person(officer):
    action = briefed(officer)
    case = action.case
    with time_machine.travel(later(5)):
        meet(action)
    second = acting(officer, case, provider=action.provider)
    agency = acting(officer, case)

    rang = set()
    for day in range(60):
        now = later(day)
        with time_machine.travel(now):
            interventions.log(agency, on=in_days(0), report="Rang.", by=officer)
        contact = queries.contact(case, now)
        found = queries.silent(officer.partnership, now)
        assert list(found) == [case] * contact.is_ringing, day
        assert [each for _case, each in queries.silent_with_since(found)] == [
            contact.since
        ] * contact.is_ringing
        rang |= (
            {(contact.unmet.provider, contact.unmet.last)} if contact.unmet else set()
        )
    assert rang == {(second.provider, in_days(5))}

    with time_machine.travel(later(60)):
        interventions.explain(case, text="On leave.", by=officer)
    assert not queries.contact(case, later(60)).is_ringing


def test_a_case_that_has_left_support_is_not_silent(officer):
    case = supported(officer)
    assert queries.silent(officer.partnership, later(60)).exists()
    case.stage = Stage.CONSENT_WITHDRAWN
    case.save()

    assert not queries.silent(officer.partnership, later(60)).exists()
    assert queries.to_tell(officer.partnership, later(60), queries.SILENT) == []


def test_a_partnership_sets_its_own_limit(officer):
    case = supported(officer)
    before = queries.contact(case, timezone.now()).rings_at
    officer.partnership.settings = {queries.SILENCE.key: "3"}
    officer.partnership.save()
    case.partnership.refresh_from_db()

    assert queries.contact(case, timezone.now()).rings_at < before


def test_the_plan_counts_what_was_held_and_what_was_not(officer):
    action = briefed(officer)
    meet(action)
    meet(action, missed())

    [shown] = queries.with_contacts(support.actions(action.case))

    assert shown.contacts == {"planned": 0, "held": 1, "missed": 1}


def test_nobody_is_told_of_at_first(officer):
    supported(officer)

    assert queries.told_of(officer.partnership) == set()


def test_of_a_page_of_cases_the_silent_ones_are_told(officer):
    quiet, met = supported(officer), supported(officer)
    now = later(40)
    with time_machine.travel(later(30)):
        interventions.explain(met, text="With his aunt.", by=officer)

    silent = queries.silent(officer.partnership, now)

    assert queries.silent_among(silent, [quiet, met]) == {quiet.pk}
    assert queries.silent_among(silent, [met]) == set()
