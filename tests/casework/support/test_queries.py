"""Support did not cover what was found: domain reference 6.9."""

import pytest

from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support import queries
from saltmarsh.casework.support.lifecycle import Found, State
from saltmarsh.casework.support.models import Action
from tests.casework.panels.sat import ADOPTED
from tests.casework.support.given import acting, adopted, supported, wanted
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def gaps(case):
    held = {need.position for need in queries.open_needs(case) if need.is_gap}
    assert held == {row.need.position for row in queries.rows(case) if row.is_gap}
    return held


def test_a_need_is_a_gap_until_it_meets_an_action_or_a_reason(officer):
    case = adopted(officer)
    first, second = case.needs.all()
    assert gaps(case) == {0, 1}

    support.act(case, wanted=wanted(case, needs=(first,)), by=officer)
    assert gaps(case) == {1}

    support.leave_out(second, reason="He looks for work himself.", by=officer)
    assert gaps(case) == set()
    assert next(row.reasons for row in queries.rows(case)) == []


def test_an_action_that_stopped_meets_no_need_and_one_that_is_done_does(officer):
    case = supported(officer)
    stopped = acting(officer, case)
    support.end(stopped, state=State.STOPPED, words="He moved.", by=officer)
    assert gaps(case) == {0, 1}

    done = acting(officer, case)
    support.end(done, state=State.DONE, words="He goes alone.", by=officer)

    assert gaps(case) == {1}


def test_a_need_that_was_found_met_is_open_no_more(officer):
    case = adopted(officer)
    first, second = case.needs.all()
    support.find({first: Found.NOT_MET, second: Found.PARTLY}, by=officer)
    assert len(queries.open_needs(case)) == 2

    support.find({first: Found.MET}, by=officer)

    assert queries.open_needs(case) == [second]
    assert gaps(case) == {1}
    assert [row.found for row in queries.rows(case)] == ["met", "partly"]


def test_the_plan_shows_how_consent_is_asked_for(officer):
    assert queries.consent_plan(adopted(officer)) == ADOPTED.consent_plan


def test_there_is_no_plan_at_first(officer):
    assert queries.newest(supported(officer)) is None


def test_a_provider_sees_only_what_is_theirs_and_open(officer):
    mine, other = (
        make_colleague(officer, role="intervention_provider") for _ in range(2)
    )
    action = acting(officer, provider=mine)
    acting(officer, action.case)
    assert list(Action.objects.commissioned_to(mine)) == [action]
    assert not Action.objects.commissioned_to(other).exists()

    support.end(action, state=State.STOPPED, words="Illness.", by=officer)

    assert not Action.objects.commissioned_to(mine).exists()


def test_work_is_open_while_an_action_is(officer):
    action = acting(officer)
    assert queries.has_open_actions(action.case)
    assert [each.pk for each in queries.actions(action.case)] == [action.pk]

    support.end(action, state=State.DONE, words="He goes alone.", by=officer)

    assert not queries.has_open_actions(action.case)


def test_what_stands_in_the_way_of_starting_is_said(officer):
    assert queries.barriers_to_starting(adopted(officer))
    assert queries.barriers_to_starting(supported(officer)) == []
