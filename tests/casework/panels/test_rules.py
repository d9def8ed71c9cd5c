from dataclasses import replace
from datetime import date

import pytest

from saltmarsh.casework.panels import rules
from saltmarsh.casework.panels.rules import Task
from tests.casework.panels.sat import ADOPTED, NOT_ADOPTED, sitting

TODAY = date(2026, 1, 5)


def barriers(**values):
    return rules.barriers_to_sitting(sitting(on=TODAY, **values), TODAY)


def test_a_panel_decides_with_the_council_in_the_chair_and_the_police():
    assert barriers() == []


@pytest.mark.parametrize(
    ("absent", "said"),
    [
        ({"chair": " "}, "local authority in the chair"),
        ({"police": ""}, "police force of where the person lives"),
        ({"force": ""}, "police force of where the person lives"),
    ],
)
def test_without_either_it_does_not(absent, said):
    [barrier] = barriers(**absent)

    assert said in barrier


def test_where_the_home_is_unknown_it_says_which_force_and_why():
    assert barriers(home_is_known=False, force_why=" ")
    assert barriers(home_is_known=False, force_why="Last seen there.") == []


def test_no_panel_has_met_tomorrow():
    ahead = sitting(on=date(2026, 1, 6))

    assert rules.barriers_to_sitting(ahead, TODAY)


def test_a_decision_has_reasons_and_dissent_unless_unanimous():
    assert rules.barriers_to_deciding(ADOPTED) == []
    for change in ({"reasons": " "}, {"mode": "chair"}, {"consent_plan": ""}):
        assert len(rules.barriers_to_deciding(replace(ADOPTED, **change))) == 1


@pytest.mark.parametrize("missing", [{"care": ""}, {"care_why": " "}])
def test_nobody_is_turned_away_before_other_care_was_considered(missing):
    assert rules.barriers_to_deciding(NOT_ADOPTED) == []

    [barrier] = rules.barriers_to_deciding(replace(NOT_ADOPTED, **missing))

    assert "section 36(6)" in barrier


def test_a_referral_that_was_made_names_who_is_to_take_the_person():
    unnamed = replace(NOT_ADOPTED, care_to=" ")

    assert rules.barriers_to_deciding(unnamed) == [
        "Enter which service was asked to take the person"
    ]
    assert not rules.barriers_to_deciding(replace(unnamed, care="not_needed"))
    assert rules.barriers_to_answering(" ")
    assert not rules.barriers_to_answering("They have taken him.")


@pytest.mark.parametrize(
    ("is_asked", "why", "count"),
    [(True, "", 0), (False, "They moved away.", 0), (False, " ", 1)],
)
def test_who_referred_was_asked_again_or_it_says_why_not(is_asked, why, count):
    found = rules.barriers_without_the_referrer(is_asked=is_asked, why=why)

    assert len(found) == count


GIVEN = Task("Ring the school.", "Health trust", TODAY)
FREE = {"has_left": False, "is_barred": False}


@pytest.mark.parametrize(
    ("task", "of_owner", "said"),
    [
        ({"text": " "}, {}, "what is to be done"),
        ({"agency": ""}, {}, "agency"),
        ({"due_on": date(2026, 1, 4)}, {}, "today or in the future"),
        ({}, {"has_left": True}, "has left"),
        ({}, {"is_barred": True}, "interest"),
    ],
)
def test_an_action_has_what_it_needs(task, of_owner, said):
    assert rules.barriers_to_giving(GIVEN, TODAY, **FREE) == []

    [why] = rules.barriers_to_giving(replace(GIVEN, **task), TODAY, **FREE | of_owner)

    assert said in why


def test_an_action_is_done_once_with_a_note():
    assert rules.barriers_to_finishing(note="Rang.", is_done=False) == []
    assert rules.barriers_to_finishing(note=" ", is_done=False)
    assert rules.barriers_to_finishing(note="Rang.", is_done=True)


def test_an_action_is_passed_on_while_it_is_open_to_somebody_with_an_agency():
    assert not rules.barriers_to_passing_on(agency="Health", is_done=False, **FREE)
    assert len(rules.barriers_to_passing_on(agency=" ", is_done=True, **FREE)) == 2


def test_nobody_goes_with_actions_left():
    assert rules.barriers_to_going(has_actions=True)
    assert not rules.barriers_to_going(has_actions=False)
