from datetime import date, timedelta

import pytest

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.support import rules
from tests.casework.support.given import PLAN, WORDS


def planning(words, *, is_first=True, stage=Stage.ADOPTED):
    return rules.barriers_to_planning(words, is_first=is_first, stage=stage)


@pytest.mark.parametrize("name", PLAN)
def test_a_plan_says_all_that_section_36_asks_for(name):
    assert planning(PLAN) == []
    assert len(planning(PLAN | {name: " "})) == 1


def test_a_later_version_says_what_it_changes():
    assert planning(PLAN, is_first=False) == [
        "Enter what this version changes, and why"
    ]
    assert not planning(PLAN | {"changed": "The day."}, is_first=False)


def test_nothing_is_planned_for_a_case_that_has_ended():
    assert planning(PLAN, stage=Stage.CLOSED) == ["The case has ended"]
    found = rules.barriers_to_acting(WORDS, needs=1, stage=Stage.CLOSED)
    assert found == ["The case has ended"]


@pytest.mark.parametrize("name", WORDS)
def test_an_action_has_one_agency_and_one_person(name):
    ask = rules.barriers_to_acting
    assert ask(WORDS, needs=1, stage=Stage.ADOPTED) == []
    assert len(ask(WORDS | {name: ""}, needs=1, stage=Stage.ADOPTED)) == 1


def test_an_action_meets_a_need():
    found = rules.barriers_to_acting(WORDS, needs=0, stage=Stage.SUPPORTED)

    assert found == ["Select at least one need that it meets"]


@pytest.mark.parametrize(("ahead", "is_refused"), [(-1, True), (0, False), (30, False)])
def test_an_action_has_a_day_that_has_not_passed(ahead, is_refused):
    today = date(2026, 3, 1)

    found = rules.barriers_to_dating(today + timedelta(days=ahead), today)

    assert bool(found) is is_refused
    assert rules.barriers_to_dating(None, today)


def test_no_action_starts_without_consent_nor_before_support_has():
    ask = rules.barriers_to_starting
    assert ask(stage=Stage.SUPPORTED, consent=["No consent"]) == ["No consent"]
    assert ask(stage=Stage.ADOPTED, consent=[]) == ["Start support on the case first"]
    assert ask(stage=Stage.SUPPORTED, consent=[]) == []


def test_an_end_and_a_gap_are_said_in_words():
    assert rules.barriers_to_ending(" ")
    assert not rules.barriers_to_ending("He goes there alone now.")
    assert rules.barriers_to_leaving_out("")
    assert not rules.barriers_to_leaving_out("He wants to find work himself.")
