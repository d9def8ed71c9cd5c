from datetime import date

import pytest

from saltmarsh.casework.gathering import rules
from saltmarsh.casework.gathering.asking import TEMPLATES, questions_of
from saltmarsh.casework.gathering.lifecycle import LIFECYCLE, Sector
from saltmarsh.casework.gathering.rules import Known
from tests.casework.gathering.asked import wanted

TODAY = date(2026, 1, 5)


def barriers(*, is_open=True, has_left=False, **values):
    given = wanted(**{"due_on": TODAY} | values)
    return rules.barriers_to_asking(
        given, today=TODAY, is_open=is_open, has_left=has_left
    )


def test_a_partner_is_asked_with_a_purpose_a_basis_and_a_day():
    assert barriers() == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"purpose": " "}, "purpose"),
        ({"basis": ""}, "lawful basis"),
        ({"questions": ""}, "what you ask"),
        ({"person": ["", " "]}, "who the request is about"),
        ({"due_on": date(2026, 1, 4)}, "today or later"),
        ({"is_open": False}, "has ended"),
        ({"has_left": True}, "does not work with you"),
    ],
)
def test_what_is_missing_is_said(values, said):
    [barrier] = barriers(**values)

    assert said in barrier


@pytest.mark.parametrize(
    ("answer", "words", "count"),
    [
        ("reply", "He was here.", 0),
        ("reply", " ", 1),
        ("nil", "", 0),
        ("refused", "", 1),
        ("refused", "Our duty to him.", 0),
    ],
)
def test_a_reply_tells_and_a_refusal_says_why(answer, words, count):
    assert len(rules.barriers_to_answering(answer=answer, words=words)) == count


@pytest.mark.parametrize(
    ("stage", "words", "count"),
    [("answered", "More.", 0), ("answered", "", 1), ("asked", "More.", 1)],
)
def test_only_an_answer_is_added_to(stage, words, count):
    assert len(rules.barriers_to_adding(stage=stage, words=words)) == count


def test_who_withdraws_says_why():
    assert rules.barriers_to_withdrawing(reason=" ")
    assert not rules.barriers_to_withdrawing(reason="Asked twice.")


def test_one_name_and_one_birthday_are_picked_at_first():
    kinds = ("name", "name", "birth", "home", "birth")
    known = [Known(str(n), kind, f"fact {n}") for n, kind in enumerate(kinds)]

    assert rules.minimum(known) == ["0", "2"]
    assert rules.minimum(known[3:4]) == []


@pytest.mark.parametrize("sector", Sector)
def test_every_kind_of_partner_has_its_questions_and_what_to_leave_out(sector):
    assert len(questions_of(sector).splitlines()) >= 2
    assert str(TEMPLATES[sector].leave_out)


def test_what_was_answered_or_withdrawn_is_not_answered_again():
    assert all(move.sources == {LIFECYCLE.starts_at} for move in LIFECYCLE.moves)
