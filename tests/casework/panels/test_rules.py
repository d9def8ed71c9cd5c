from dataclasses import replace
from datetime import date

import pytest

from saltmarsh.casework.panels import rules
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


@pytest.mark.parametrize(
    ("is_asked", "why", "count"),
    [(True, "", 0), (False, "They moved away.", 0), (False, " ", 1)],
)
def test_who_referred_was_asked_again_or_it_says_why_not(is_asked, why, count):
    found = rules.barriers_without_the_referrer(is_asked=is_asked, why=why)

    assert len(found) == count
