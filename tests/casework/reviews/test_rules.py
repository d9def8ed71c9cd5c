from datetime import date

import pytest

from saltmarsh.casework.reviews import rules

WORDS = {"seen": "He sleeps.", "reasons": "It helps."}


def barriers(*, unanswered=0, stage="supported", **words):
    return rules.barriers_to_reviewing(
        **WORDS | words, unanswered=unanswered, stage=stage
    )


def test_a_review_that_says_all_is_recorded():
    assert barriers() == []


@pytest.mark.parametrize("name", WORDS)
def test_it_says_what_was_seen_and_why(name):
    assert len(barriers(**{name: " "})) == 1


def test_it_says_of_each_open_need_whether_it_is_met():
    assert barriers(unanswered=1) == ["Say of each open need whether it is met"]


@pytest.mark.parametrize("stage", ["adopted", "closed", "consent_withdrawn"])
def test_only_a_supported_case_has_a_live_review(stage):
    assert len(barriers(stage=stage)) == 1


def test_it_is_not_held_tomorrow():
    assert rules.barriers_to_dating(date(2026, 3, 5), date(2026, 3, 4))
    assert not rules.barriers_to_dating(date(2026, 3, 4), date(2026, 3, 4))
