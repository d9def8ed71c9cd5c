import json

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.referrals import kinds
from tests.casework.referrals.invented_answers import SCHEMA, TRIED

BORN = SCHEMA.questions["date_of_birth"]
RECEIVED = SCHEMA.questions["received_on"]


def born(**parts):
    return {f"date_of_birth-{part}": text for part, text in parts.items()}


def cleaned(name, posted):
    return kinds.clean(SCHEMA.questions[name], posted)


@pytest.mark.parametrize(
    ("name", "posted", "answer"),
    [
        ("names", {"names": "  Rowan \t Reed "}, "Rowan Reed"),
        ("names", {"names": ["", "Rowan"]}, "Rowan"),
        ("names", {"names": []}, None),
        ("worry", {"worry": "One\r\n\r\nTwo\x00"}, "One\n\nTwo"),
        ("age", {"age": " 14 "}, 14),
        ("age", {"age": ""}, None),
        ("noticed", {"noticed": ["threats", "", "internet"]}, ["internet", "threats"]),
        ("noticed", {"noticed": "none"}, ["none"]),
        ("noticed", {}, None),
        ("person_knows", {"person_knows": "unknown"}, "unknown"),
        ("reply_email", {"reply_email": "ann@example.com"}, "ann@example.com"),
        ("reply_phone", {"reply_phone": "+44 (0)20 7946 0001 ext 7"}, None),
        ("address", {"address-town": "Anytown"}, {"town": "Anytown"}),
        ("address", {"address-town": " "}, None),
    ],
)
def test_an_answer_is_what_was_typed_made_tidy(name, posted, answer):
    if name == "reply_phone":
        answer = posted[name]

    assert cleaned(name, posted) == answer


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("names", "x" * 201, "“Full name” must be 200 characters or fewer"),
        ("worry", "x" * 10_001, "must be 10,000 characters or fewer"),
        ("part_of_job", "perhaps", "Select one of the answers shown"),
        ("noticed", "everything", "Select from the answers shown"),
        ("noticed", ["none", "travel"], "or select “None of these”"),
        ("age", "about 14", "Age must be a whole number"),
        ("age", "126", "Age must be a whole number"),
        ("age", "١٤", "Age must be a whole number"),
        ("reply_email", "ann@example", "name@example.com"),
        ("reply_email", "a" * 250 + "@example.com", "name@example.com"),
        ("reply_phone", "call me", "01632 960 001"),
        ("reply_phone", "12", "01632 960 001"),
        ("reply_phone", "0" + " " * 40 + "1234", "01632 960 001"),
    ],
)
def test_what_cannot_be_taken_is_answered_with_what_to_do(name, typed, message):
    with pytest.raises(kinds.Problem, match=message):
        cleaned(name, {name: typed})


def test_a_postcode_is_short():
    with pytest.raises(kinds.Problem, match="12 characters or fewer"):
        cleaned("address", {"address-postcode": "x" * 13})


@pytest.mark.parametrize(
    ("parts", "answer"),
    [
        ({}, None),
        ({"year": "2012"}, {"year": 2012}),
        ({"day": "29", "month": "2"}, {"day": 29, "month": 2}),
        ({"certainty": "unknown"}, {"certainty": "unknown"}),
        (
            {"month": "3", "year": "2012", "certainty": "about"},
            {"month": 3, "year": 2012, "certainty": "about"},
        ),
    ],
)
def test_a_date_may_be_told_in_part(parts, answer):
    assert kinds.clean(BORN, born(**parts)) == answer


@time_machine.travel("2026-03-02 12:00+00:00")
@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"day": "3"}, "Date must include a month"),
        ({"day": "31", "month": "2"}, "must be a real date"),
        ({"day": "29", "month": "2", "year": "2011"}, "must be a real date"),
        ({"day": "0", "month": "2"}, "Day must be between 1 and 31"),
        ({"month": "13"}, "Month must be between 1 and 12"),
        ({"year": "12"}, "Year must have 4 numbers"),
        ({"year": "2027"}, "today or in the past"),
        ({"day": "3", "month": "3", "year": "2026"}, "today or in the past"),
        ({"month": "March"}, "Date must be in numbers"),
        ({"certainty": "sure"}, "how sure you are"),
        ({"year": "2012", "certainty": "exact"}, "must include a day"),
        ({"certainty": "about"}, "as much of the date as you know"),
        ({"year": "2012", "certainty": "unknown"}, "but not both"),
    ],
)
def test_a_date_that_does_not_agree_with_itself_is_asked_for_again(parts, message):
    with pytest.raises(kinds.Problem, match=message):
        kinds.clean(BORN, born(**parts))


def test_a_date_that_must_be_exact_has_all_its_parts():
    with pytest.raises(kinds.Problem, match="must include a day"):
        kinds.clean(RECEIVED, {"received_on-year": "2026"})


@TRIED
@given(st.sampled_from(sorted(SCHEMA.questions)), st.data())
def test_whatever_is_typed_is_an_answer_or_a_problem(name, data):
    question = SCHEMA.questions[name]
    typed = st.lists(st.text(max_size=8) | st.sampled_from(["2012", "3"]), max_size=2)
    posted = {part: data.draw(typed) for part in question.inputs}

    try:
        answer = kinds.clean(question, posted)
    except kinds.Problem:
        return

    assert kinds.clean(question, kinds.typed(question, answer)) == answer
    assert json.loads(json.dumps(answer)) == answer
