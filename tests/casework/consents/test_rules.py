from dataclasses import replace

import pytest
from django.utils import timezone

from saltmarsh.casework.consents import rules
from tests.casework.consents.asked import OF_CHILD, WORDS, asked, of_child
from tests.casework.triage.desk import in_days


def barriers(given):
    return rules.barriers_to_recording(given, timezone.localdate())


def test_an_adult_answers_for_themselves():
    assert barriers(asked()) == []
    assert barriers(asked(giver="parent")) == [
        "Somebody who is 18 or over answers for themselves"
    ]


def test_under_18_a_parent_answers_and_the_young_person_is_heard():
    assert barriers(of_child()) == []
    assert len(barriers(of_child(giver="person"))) == 1


@pytest.mark.parametrize("name", OF_CHILD)
def test_under_18_each_of_these_is_recorded(name):
    given = of_child()

    assert len(barriers(replace(given, words={**given.words, name: " "}))) == 1


@pytest.mark.parametrize("name", WORDS)
def test_what_was_explained_is_always_recorded(name):
    assert len(barriers(asked(words=WORDS | {name: ""}))) == 1


def test_an_answer_comes_after_asking_and_not_tomorrow():
    assert barriers(asked(asked_on=in_days(0), answered_on=in_days(-1)))
    assert barriers(asked(answered_on=in_days(1)))


def test_support_waits_for_consent_that_stands():
    assert rules.barriers_to_supporting("given") == []
    for standing in ("", "refused", "withdrawn"):
        assert "36(4)(b)" in rules.barriers_to_supporting(standing)[0]


def test_a_further_assessment_lies_ahead():
    today = timezone.localdate()

    assert rules.barriers_to_planning(in_days(1), today) == []
    assert rules.barriers_to_planning(today, today)
