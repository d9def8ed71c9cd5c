import pytest

from saltmarsh.casework.identities import circumstances, likeness
from saltmarsh.casework.identities.circumstances import Dated, Placed
from saltmarsh.casework.identities.facts import Birth, Home, Name
from saltmarsh.casework.identities.likeness import Alike, Order
from saltmarsh.casework.identities.profiles import place, reading


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("amina", "amina", Alike.EXACT),
        ("william", "bill", Alike.LISTED),
        ("amina", "amena", Alike.NEAR),
        ("a", "amina", Alike.INITIAL),
        ("b", "amina", Alike.DIFFERENT),
        ("mohammed", "maxamed", Alike.SOUND),
        ("amina", "robert", Alike.DIFFERENT),
    ],
)
def test_two_words_are_so_alike(one, other, level):
    assert likeness.alike(one, other) == level
    assert likeness.alike(other, one) == level


def test_swapped_names_are_laid_beside_each_other_again():
    named = likeness.names(reading(Name("Yusuf Karim")), reading(Name("Karim Yusuf")))

    assert named.order == Order.SWAPPED
    assert named.given.level == named.family.level == Alike.EXACT


def test_somebody_known_by_a_middle_name_is_recognised():
    one = reading(Name(given="Hamza", family="Malik"))
    other = reading(Name(given="Mohammed", middle="Hamza", family="Malik"))

    named = likeness.names(one, other)

    assert named.order == Order.MIDDLE
    assert named.given.level == Alike.EXACT


def test_two_of_three_names_in_another_order_may_be_chance():
    one = reading(Name("Cali Ismail Aadan"))
    other = reading(Name("Ismaaciil Warsame Aadan"))

    assert likeness.names(one, other).order == Order.APART


def test_all_three_names_in_another_order_agree():
    one = reading(Name("Ismail Cali Aadan"))
    other = reading(Name("Ali Ismaaciil Aadan"))

    assert likeness.names(one, other).order == Order.MIDDLE


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ((2008, 3, 12), (2008, 3, 12), Dated.EXACT),
        ((2008, 1, 1), (2009, 1, 1), Dated.YEAR_ABOUT),
        ((2008, 1, 1), (1970, 1, 1), Dated.YEAR_DIFFERENT),
        ((2008, 1, 1), (2008, 1, 1), Dated.FIRST_OF_JANUARY),
        ((2008, 3, 12), (2008, 12, 3), Dated.SWAPPED),
        ((2008, 3, 12), (2009, 3, 12), Dated.NEXT_YEAR),
        ((2008, 3, 12), (1998, 4, 12), Dated.DIFFERENT),
        ((2008, 3, 12), (2018, 3, 12), Dated.DAY_AND_MONTH),
        ((2008, 3, 12), (2008, 3, 22), Dated.TWO_PARTS),
        ((2008, 3, 12), (2008, 7, 25), Dated.YEAR),
        ((2008, 3, 12), (2008, 1, 1), Dated.YEAR_ALONE),
        ((2008,), (2008, 3, 12), Dated.YEAR_ALONE),
        ((2008,), (2009, 3, 12), Dated.YEAR_ABOUT),
        ((2008,), (1999, 3, 12), Dated.YEAR_DIFFERENT),
        ((None, 3, 12), (2008, 3, 12), Dated.DAY_AND_MONTH),
        ((None,), (2008, 3, 12), Dated.MISSING),
    ],
)
def test_two_dates_of_birth_are_so_alike(here, there, expected):
    assert circumstances.births(Birth(*here), Birth(*there)) == expected
    assert circumstances.births(Birth(*there), Birth(*here)) == expected


def test_an_age_never_makes_a_year_certain():
    age = Birth(2008, certainty="age")

    assert circumstances.births(age, Birth(2008, 3, 12)) == Dated.YEAR_ABOUT


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (("14 Mill Lane", "SM1 4AB"), ("14 Mill Lane", "SM14AB"), Placed.SAME),
        (("", "SM1 4AB"), ("14 Mill Lane", "SM1 4AB"), Placed.POSTCODE),
        (("", "SM1 4AB"), ("", "SM1 4AD"), Placed.NEAR_POSTCODE),
        (("14 Mill Lane", "SM1 4AB"), ("14 Mill Lane", "CO7 9XY"), Placed.STREET),
        (("", "SM1 4AB"), ("", "SM1 9XY"), Placed.DISTRICT),
        (("", "SM1 4AB"), ("", "CO7 9XY"), Placed.DIFFERENT),
        (("", ""), ("", "CO7 9XY"), Placed.MISSING),
    ],
)
def test_two_addresses_are_so_alike(here, there, expected):
    assert circumstances.places(place(Home(*here)), place(Home(*there))) == expected
