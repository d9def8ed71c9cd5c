from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.referrals import telling
from saltmarsh.casework.referrals.schema import Depth, Nature
from tests.casework.referrals.invented_answers import ANSWERS, DOORS, SCHEMA, TRIED

TODAY = date(2026, 3, 2)
TOLD = {
    "immediate_danger": "no",
    "part_of_job": "yes",
    "names": "Rowan Reed",
    "other_names": "Ro, Reedy;  R R",
    "online_names": "marsh_bird",
    "date_of_birth": {"month": 3, "year": 2012, "certainty": "about"},
    "address": {"line_1": "1 Example Row", "postcode": "co1 1aa"},
    "worry": "They talk of hurting people.",
    "noticed": ["internet", "threats"],
    "inferred": "It may be bravado.",
    "referrer_name": "Ash Sample",
}


def said(**told):
    return {
        one.name: one for one in telling.said(SCHEMA, TOLD | told, Depth.PROFESSIONAL)
    }


def test_what_was_said_is_in_words_and_in_page_order():
    answers = said()

    assert list(answers)[:3] == ["immediate_danger", "names", "other_names"]
    assert (
        answers["date_of_birth"].answer == "March 2012\nAbout then, but I am not sure"
    )
    assert answers["address"].answer == "1 Example Row\nco1 1aa"
    assert answers["noticed"].answer.startswith("Worrying use of a phone")
    assert answers["immediate_danger"].answer == "No"
    assert answers["worry"].question == "What worries you?"
    assert answers["worry"].slug == "worry"


def test_fact_and_opinion_and_the_referrer_are_told_apart():
    answers = said()

    assert answers["inferred"].nature == Nature.OPINION
    assert answers["names"].nature == Nature.FACT
    assert answers["referrer_name"].apart


def test_what_was_left_empty_is_listed_when_asked_for():
    listed = telling.said(SCHEMA, TOLD, Depth.PROFESSIONAL, unanswered=True)

    assert "" in [one.answer for one in listed if one.name == "school"]
    assert "school" not in said()


def test_an_identity_is_as_told():
    told = telling.identity(SCHEMA, TOLD | {"age": 14})

    assert told.names == "Rowan Reed"
    assert told.other_names == ("Ro", "Reedy", "R R")
    assert told.online_names == ("marsh_bird",)
    assert dict(told.born)["month"] == 3
    assert told.age == 14
    assert dict(told.address)["postcode"] == "co1 1aa"


def test_nobody_told_is_an_empty_identity():
    assert telling.identity(SCHEMA, {}) == telling.IdentityTold()


@pytest.mark.parametrize(
    ("born", "age", "years"),
    [
        ({"day": 2, "month": 3, "year": 2012}, None, 14),
        ({"day": 3, "month": 3, "year": 2012}, None, 13),
        ({"month": 3, "year": 2012}, 30, 13),
        ({"month": 2, "year": 2012}, None, 14),
        ({"year": 2008}, None, 17),
        ({"year": 2026}, None, 0),
        ({"year": 2027}, None, None),
        ({"day": 2, "month": 3}, 15, 15),
        ({"certainty": "unknown"}, 15, 15),
        ({}, None, None),
    ],
)
def test_an_age_is_the_youngest_that_was_told(born, age, years):
    told = {"date_of_birth": born} | ({"age": age} if age else {})

    assert telling.age_of(SCHEMA, told, TODAY) == years


@pytest.mark.parametrize(
    ("postcode", "district"),
    [
        ("CO1 1AA", "CO1"),
        ("co11aa", "CO1"),
        ("SW1A 2AA", "SW1A"),
        ("co1", "CO1"),
        ("CO1 1", "CO1"),
        ("M1 1", "M1"),
        ("CO", None),
        ("somewhere", None),
        ("", None),
    ],
)
def test_an_area_is_the_postcode_district(postcode, district):
    told = {"address": {"postcode": postcode}} if postcode else {}

    assert telling.area(SCHEMA, told) == district


@TRIED
@given(ANSWERS, DOORS, st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_answers_can_be_read_and_routed(told, door, on):
    assert all(one.answer for one in telling.said(SCHEMA, told, door))
    assert (
        telling.age_of(SCHEMA, told, on) is None
        or not telling.age_of(SCHEMA, told, on) < 0
    )
    telling.area(SCHEMA, told)
