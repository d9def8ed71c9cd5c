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
        ("gurpreet", "gurbit", Alike.PERHAPS),
        ("mina", "roda", Alike.DIFFERENT),
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


def test_one_name_in_the_other_place_is_seen_where_nothing_else_agrees():
    one = reading(Name(given="Ismail", family="Warsame"))
    other = reading(Name(given="Cabdi", family="Ismaaciil"))

    for here, there in ((one, other), (other, one)):
        named = likeness.names(here, there)
        assert named.order == Order.CROSSED
        assert named.given.sure == Alike.DIFFERENT
        assert named.family.sure >= Alike.NEAR


def test_names_that_agree_in_their_own_place_are_not_crossed():
    one = reading(Name(given="Ismail", family="Warsame"))
    other = reading(Name(given="Warsame", family="Warsame"))

    assert likeness.names(one, other).order == Order.STRAIGHT


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
        ((2010, 12, 5), (2011, 2, 5), Dated.TWO_PARTS),
        ((2008, 3, 12), (2008, 7, 25), Dated.YEAR),
        ((2008, 3, 12), (2008, 1, 1), Dated.YEAR_AND_FIRST),
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


def test_a_likely_slip_in_a_long_name_is_perhaps_the_same():
    assert likeness.alike("stanley", "standen") == Alike.PERHAPS
    assert likeness.alike("lee", "lea") >= Alike.PERHAPS


@pytest.mark.parametrize("alike", ["ab", "ba"])
def test_letters_changed_about_in_a_short_name_are_seen(alike):
    assert likeness.alike("oba", f"o{alike}") >= Alike.PERHAPS


def test_a_fathers_name_may_stand_for_the_familys():
    one = reading(Name(given="Hamza", family="Yusuf"))
    other = reading(Name(given="Hamza", middle="Yusuf", family="Warsame"))

    named = likeness.names(one, other)

    assert (named.order, named.family.level) == (Order.MIDDLE, Alike.EXACT)


def test_a_middle_name_that_fits_nowhere_changes_nothing():
    one = reading(Name(given="Robin", middle="Lee", family="Example"))
    other = reading(Name(given="Amina", middle="Zoe", family="Stolport"))

    named = likeness.names(one, other)

    assert named.order == Order.STRAIGHT
    assert named.given.level == named.family.level == Alike.DIFFERENT


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("Lee", "Lea", "agree"),
        ("Lee", "L", "initial"),
        ("Lee", "Zoe", "differ"),
        ("Lee", "", "missing"),
    ],
)
def test_two_middle_names_agree_or_not(here, there, expected):
    one, other = (
        reading(Name(given="Robin", middle=middle, family="Example"))
        for middle in (here, there)
    )

    assert likeness.names(one, other).middle == expected


def test_a_single_name_may_be_any_part_of_the_other():
    whole = reading(Name(given="Hamza", middle="Yusuf", family="Warsame"))

    surname = likeness.names(reading(Name("Yusuf")), whole)
    given = likeness.names(reading(Name(given="Warsame")), whole)
    plain = likeness.names(reading(Name("Warsame")), whole)

    assert (surname.order, surname.family.level) == (Order.MIDDLE, Alike.EXACT)
    assert (given.order, given.given.level) == (Order.MIDDLE, Alike.EXACT)
    assert (plain.order, plain.family.level) == (Order.STRAIGHT, Alike.EXACT)


def test_a_full_date_and_one_without_a_year_may_differ():
    assert circumstances.births(Birth(None, 3, 12), Birth(2008, 4, 1)) == (
        Dated.DIFFERENT
    )


@pytest.mark.parametrize(
    ("there", "expected"),
    [("14 Mill Lane, Saltmarsh", Placed.STREET), ("2 Quay Road", Placed.DIFFERENT)],
)
def test_without_a_postcode_the_lines_are_compared(there, expected):
    here = place(Home("14 Mill Lane Saltmarsh"))

    assert circumstances.places(here, place(Home(there))) == expected


def test_a_date_one_year_and_more_apart_is_near():
    near = circumstances.births(Birth(2008, 3, 12), Birth(2009, 7, 25))

    assert near == Dated.NEAR
