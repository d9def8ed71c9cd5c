import pytest

from saltmarsh.casework.likenesses import rules
from saltmarsh.casework.likenesses.rules import Given, State


def test_a_new_answer_with_its_reason_is_recorded():
    assert rules.barriers(Given(State.SAME, "One street."), now=State.OPEN) == []
    relatives = Given(State.DIFFERENT, "Brothers.", are_related=True)
    assert rules.barriers(relatives, now=State.SAME) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Given(State.SAME, "One street."), "answered last"),
        (Given(State.UNSURE, "Brothers.", are_related=True), "alone"),
        (Given(State.DIFFERENT, "  "), "your reasons"),
    ],
)
def test_an_answer_that_says_nothing_new_or_too_much_is_refused(given, words):
    [found] = rules.barriers(given, now=State.SAME)

    assert words in found


def test_other_facts_are_news_and_the_same_ones_in_another_order_are_not():
    kept = [["given_exact", True], ["different", False]]

    assert not rules.is_news(kept, [["different", False], ["given_exact", True]])
    assert rules.is_news(kept, [["given_exact", True]])


def test_what_is_undecided_stands_in_the_way_of_closing():
    assert rules.barriers_to_closing(0) == []
    assert "Decide first" in rules.barriers_to_closing(1)[0]


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, None),
        ({"is_waiting": False}, "may decide"),
        ({"may_decide": False}, "who decides"),
        ({"was_refused": True}, "somebody else"),
    ],
)
def test_who_may_be_named(known, words):
    usual = {"is_waiting": True, "may_decide": True, "was_refused": False}

    found = rules.barriers_to_naming(**usual | known)

    assert len(found) == (words is not None)
    assert all(words in reason for reason in found)
