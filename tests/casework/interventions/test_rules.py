from datetime import date

import pytest

from saltmarsh.casework.interventions import rules
from saltmarsh.casework.interventions.rules import Outcome

TODAY = date(2026, 3, 4)


def recording(state, report, on=None):
    return rules.barriers_to_recording(Outcome(state, report, on), TODAY)


def test_only_a_provider_is_briefed_and_in_writing():
    assert rules.barriers_to_briefing("Ring R. Quay.", has_provider=True) == []
    assert len(rules.barriers_to_briefing(" ", has_provider=False)) == 2


def test_nothing_is_recorded_before_the_briefing_was_read():
    ask = rules.barriers_to_contact
    assert "briefed in writing" in ask(is_briefed=False, action="started")[0]
    assert ask(is_briefed=True, action="started") == []


@pytest.mark.parametrize("state", ["planned", "done", "stopped"])
def test_nothing_is_recorded_of_an_action_that_does_not_run(state):
    assert rules.barriers_to_contact(is_briefed=True, action=state)


def test_a_session_is_planned_for_today_or_later_while_support_goes_on():
    ask = rules.barriers_to_planning
    assert ask(TODAY, stage="supported", today=TODAY) == []
    assert ask(date(2026, 3, 3), stage="supported", today=TODAY)
    assert ask(TODAY, stage="consent_withdrawn", today=TODAY) == [
        "Support has stopped: plan no session"
    ]


def test_a_session_that_was_held_has_a_day_and_a_report():
    assert recording("held", "They talked.", TODAY) == []
    assert recording("held", "They talked.") == ["Enter when it was held"]
    assert recording("held", "They talked.", date(2026, 3, 5))
    assert recording("held", " ", TODAY) == ["Enter a short report"]


def test_one_that_was_not_held_says_why():
    assert recording("missed", "He did not come.") == []
    assert recording("missed", "") == ["Enter why it was not held"]


def test_a_silence_is_explained_in_words():
    assert rules.barriers_to_explaining(" ")
    assert not rules.barriers_to_explaining("He is with his aunt until May.")
