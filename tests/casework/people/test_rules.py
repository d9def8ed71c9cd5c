from datetime import date

import pytest

from saltmarsh.casework.identities.facts import Birth, Home, Name, Told
from saltmarsh.casework.people import rules
from saltmarsh.casework.people.lifecycle import Precision, Script

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("name", {"text": ""}, "Enter what you know"),
        ("home", {}, "Enter an address"),
        ("birth", {}, "Enter the year of birth"),
        ("birth", {"year": 2008, "age": 17}, "Enter the year of birth"),
        ("birth", {"year": 2008, "day": 3}, "Enter the month"),
        ("birth", {"year": 2008, "month": 2, "day": 30}, "a real date"),
        ("birth", {"year": 1800}, "last 120 years"),
        ("birth", {"year": 2026, "month": 4}, "last 120 years"),
        ("birth", {"age": 300, "on": "2026-03-01"}, "between 0 and 120"),
        ("birth", {"age": 17}, "Enter the day"),
        ("birth", {"age": 17, "on": "2026-03-03"}, "today or in the past"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(kind, value, expected):
    [barrier] = rules.barriers(kind, value, TODAY)

    assert expected in barrier


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("name", {"text": "Robin", "kind": "alias"}),
        ("home", {"postcode": "SM1 4AB"}),
        ("birth", {"year": 2008}),
        ("birth", {"age": 17, "on": "2026-03-02"}),
    ],
)
def test_a_fact_may_be_as_much_as_is_known(kind, value):
    assert rules.barriers(kind, value, TODAY) == []


@pytest.mark.parametrize(
    ("value", "expected", "words"),
    [
        ({"year": 2008, "month": 3, "day": 12}, Precision.DAY, "12 March 2008"),
        ({"year": 2008, "month": 3}, Precision.MONTH, "March 2008"),
        ({"year": 2008}, Precision.YEAR, "2008"),
        (
            {"age": 17, "on": "2026-03-02"},
            Precision.AGE,
            "17 years old on 2 March 2026",
        ),
    ],
)
def test_a_birth_says_how_much_of_it_is_known(value, expected, words):
    assert rules.precision(value) == expected
    assert rules.in_words("birth", value) == words
    assert rules.about("birth", value) == [str(expected.label)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zażółć", Script.LATIN),
        ("محمد حسین", Script.ARABIC),
        ("Олена", Script.CYRILLIC),
        ("মোহাম্মদ", Script.BENGALI),
        ("王芳", Script.CHINESE),
        ("முருகன்", Script.TAMIL),
        ("Γιώργος", Script.OTHER),
        ("12", Script.OTHER),
    ],
)
def test_the_script_of_a_name_is_told(name, expected):
    assert rules.script(name) == expected


def test_what_else_is_known_is_said():
    assert rules.about("name", {"text": "Robin", "kind": "alias"}) == [
        "A nickname",
        "Latin script",
    ]
    assert rules.about("school", {"text": "Mill School"}) == []
    assert rules.in_words("home", {"lines": "1 Mill Lane"}) == "1 Mill Lane"


def test_facts_become_an_identity():
    told = rules.told(
        [
            ("name", {"text": "Robin", "kind": "alias"}),
            ("birth", {"year": 2008, "month": 3}),
            ("birth", {"age": 17, "on": "2026-03-02"}),
            ("home", {"postcode": "SM1 4AB", "since": "2024"}),
            ("online", {"text": "robin_e"}),
        ]
    )

    assert told == Told(
        names=(Name("Robin", kind="alias"),),
        births=(Birth(2008, 3), Birth(2009, certainty="age")),
        homes=(Home(postcode="SM1 4AB"),),
        online=("robin_e",),
    )
