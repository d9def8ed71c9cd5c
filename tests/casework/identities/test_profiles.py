import pytest

from saltmarsh.casework.identities.facts import Home, Name, Told
from saltmarsh.casework.identities.profiles import (
    Reading,
    phone,
    place,
    profile,
    reading,
)


def test_a_comma_puts_the_surname_first():
    assert reading(Name("Example, Robin Lee")) == Reading(
        ("robin",), ("lee",), ("example",), is_free=True
    )


def test_a_comma_with_nothing_behind_it_says_nothing():
    assert reading(Name("Robin Example,")) == reading(Name("Robin Example"))


def test_one_word_alone_may_be_any_part():
    assert reading(Name("Example")) == Reading((), (), ("example",), is_free=True)


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("+44 (0)7700 900123", "700900123"),
        ("07700 900123 ext 5", "700900123"),
        ("12345", ""),
        ("none", ""),
    ],
)
def test_a_number_is_the_same_however_it_was_written(said, digits):
    assert phone(said) == digits


def test_a_district_is_the_first_half_of_a_postcode():
    assert place(Home("", "SM1 4AB")).district == "SM1"
    assert place(Home("", "SM1")).district == "SM1"


def test_a_name_without_a_word_is_left_out():
    assert profile(Told(names=(Name("–"), Name("Robin Example")))).readings == (
        reading(Name("Robin Example")),
    )
