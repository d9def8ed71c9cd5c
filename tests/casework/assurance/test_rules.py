from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.assurance import rules
from saltmarsh.casework.assurance.lifecycle import QUESTIONS, Answer

TODAY = date(2026, 6, 1)
answers = st.fixed_dictionaries(
    {code: st.sampled_from(Answer.values) for code in QUESTIONS}
)


@pytest.mark.parametrize("wanted", [0, rules.MOST + 1])
def test_a_sample_has_some_cases_and_not_too_many(wanted):
    kept = {"since": TODAY, "until": TODAY, "today": TODAY}

    assert rules.barriers_to_drawing(wanted=wanted, **kept)
    assert not rules.barriers_to_drawing(wanted=rules.MOST, **kept)


def test_a_time_ends_after_it_begins_and_not_in_the_future():
    early, late = date(2026, 5, 1), date(2026, 6, 2)

    assert rules.barriers_to_period(TODAY, early, TODAY)
    assert rules.barriers_to_period(early, late, TODAY)
    assert not rules.barriers_to_period(early, TODAY, TODAY)


@given(answers)
def test_what_is_missing_is_said_in_words_and_nothing_else_is_needed(found):
    is_missing = bool({"no", "partly"} & set(found.values()))

    def barriers(remark):
        return rules.barriers_to_checking(
            answers=found, remark=remark, had_a_part=False
        )

    assert bool(barriers(" ")) == is_missing
    assert not barriers("The second need has no action.")


@given(answers, st.sampled_from(sorted(QUESTIONS)))
def test_every_question_is_answered(found, left_out):
    asked = {code: each for code, each in found.items() if code != left_out}

    for answered in (asked, asked | {left_out: "perhaps"}):
        assert rules.barriers_to_checking(
            answers=answered, remark="Words.", had_a_part=False
        )


def test_nobody_reads_their_own_case():
    answered = dict.fromkeys(QUESTIONS, "yes")

    assert rules.barriers_to_checking(answers=answered, remark="", had_a_part=True)


@pytest.mark.parametrize(
    "wrong",
    [{"is_over": False}, {"wrote_it": True}, {"words": {"a": "Words.", "b": " "}}],
)
def test_a_statement_is_confirmed_by_another_when_it_is_whole_and_its_year_over(wrong):
    right = {
        "words": {"a": "Words.", "b": "Words."},
        "sections": ["a", "b"],
        "wrote_it": False,
        "is_over": True,
    }

    assert not rules.barriers_to_confirming(**right)
    assert rules.barriers_to_confirming(**right | wrong)
