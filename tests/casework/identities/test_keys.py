import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from saltmarsh.casework.identities import keys
from saltmarsh.casework.identities.facts import Birth, Home, Name, Told
from saltmarsh.casework.identities.names import words
from saltmarsh.casework.identities.profiles import profile
from tests.casework.identities.told import HOME, told

NAME = st.text(alphabet="abcdefghijklmnoprstuvyz", min_size=2, max_size=10)
BIRTH = st.builds(
    Birth, st.integers(1940, 2020), st.integers(1, 12), st.integers(1, 28)
)


def stored(one: Told) -> set[str]:
    return keys.stored(profile(one))


def meet(here: Told, there: Told) -> set[str]:
    return stored(there) & keys.asked(profile(here)).keys()


@given(NAME, NAME, BIRTH)
def test_what_is_asked_finds_what_is_stored(first, second, birth):
    one = told(f"{first} {second}", birth)

    assert stored(one) <= keys.asked(profile(one)).keys()
    assert stored(one) == stored(one)


@given(NAME, NAME)
def test_the_order_of_names_changes_no_pair(first, second):
    orders = (f"{first} {second}", f"{second} {first}")
    # What ends or begins another name, as in Nur Deen, is a part of that name.
    assume(all(len(words(order)) == 2 for order in orders))
    pairs = {
        frozenset(key for key in stored(told(order, None)) if key[0] == "P")
        for order in orders
    }

    assert len(pairs) == 1


@given(NAME, NAME, NAME, NAME, BIRTH, BIRTH)
def test_meeting_is_symmetric_but_for_other_forms(a, b, c, d, here, there):
    one, other = told(f"{a} {b}", here), told(f"{c} {d}", there)

    births = {"B", "M"}
    assert {key for key in meet(one, other) if key[0] in births and "|" in key} == {
        key for key in meet(other, one) if key[0] in births and "|" in key
    } or a != b


@given(NAME, BIRTH)
def test_no_key_is_made_of_one_name_alone(name, birth):
    alone = stored(Told(names=(Name(name),)))

    assert alone == set()


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Jon Smith", "John Smyth"),
        ("Bill Harris", "William Harris"),
        ("Harris William", "William Harris"),
        ("Mohammed Choudhury", "Muhamad Chowdhury"),
        ("محمد حسین", "Mohammed Hussain"),
        ("Kasia Nowak", "Katarzyna Nowak"),
        ("Sean O'Brien", "Shaun Obrien"),
        ("Hodan Warsame", "Xodan Warsame"),
        ("Vipul Sarker", "Bipul Sarkar"),
    ],
)
def test_a_pair_of_names_is_found_under_another_spelling(here, there):
    assert meet(told(here, None), told(there, None))


def test_day_and_month_swapped_are_found():
    here = told("Robin Example", Birth(2008, 3, 12))
    there = told("Nobody Else", Birth(2008, 12, 3))

    assert "B|2008|3.12" in meet(here, there)


def test_a_letter_too_many_and_a_new_surname_are_found_by_the_birthday():
    here = told("Robtin Example", Birth(2008, 3, 12))
    there = told("Robin Nobody", Birth(1998, 3, 12))

    assert meet(here, there) == {"M|RPN|3.12"}


def test_one_letter_that_is_left_is_no_key():
    asked = keys.asked(profile(told("Robin Ali", Birth(2008, 3, 12))))

    assert {"M|AL|3.12", "M|PN|3.12", "M|RP|3.12"} <= asked.keys()
    assert not {"M|A|3.12", "M|L|3.12"} & asked.keys()


def test_what_is_guessed_is_asked_for_and_never_stored():
    one = told("Vipul Sarker", Birth(2008, 3, 12))

    assert "Y|PPL|2008" in keys.asked(profile(one))
    assert "Y|PPL|2008" not in stored(one)


def test_an_uncertain_year_looks_a_year_around():
    here = told("Robin", Birth(2008))
    there = told("Robin", Birth(2009, 1, 2))

    assert meet(here, there)


def test_a_postcode_and_a_telephone_number_are_keys():
    one = Told(homes=(HOME,), phones=("+44 7700 900123",))
    other = Told(phones=("07700 900 123",))

    assert "Z|SM14AB" in stored(one)
    assert meet(one, other) == {"T|700900123"}


def test_few_keys_are_stored():
    one = told("Mohammed Abdul Rahman Choudhury", home=HOME)

    assert len(stored(one)) < 60


def test_a_year_alone_or_a_day_alone_makes_the_keys_it_can():
    year = stored(told("Robin Example", Birth(2008)))
    day = stored(told("Robin Example", Birth(None, 3, 12)))

    assert {key[0] for key in year} == {"P", "D", "Y"}
    assert {key[0] for key in day} == {"P", "D", "M"}


def test_an_uncertain_year_is_asked_with_the_years_beside_it():
    year = keys.asked(profile(told("Robin Example", Birth(2008))))
    day = keys.asked(profile(told("Robin Example", Birth(None, 3, 12))))

    assert {key[-4:] for key in year if key[0] == "Y"} == {"2007", "2008", "2009"}
    assert {key[0] for key in day} == {"P", "D", "M"}


def test_an_address_without_a_postcode_makes_no_key():
    nowhere = told("Robin Example", None, Home("14 Mill Lane"))

    assert not {key for key in keys.asked(profile(nowhere)) if key[0] == "Z"}


def test_all_that_reaches_somebody_is_a_key():
    reached = Told(
        phones=("07700 900123",), emails=("R@example.org",), online=("@rob",)
    )

    assert stored(reached) == {"T|700900123", "E|r@example.org", "O|rob"}
    assert keys.asked(profile(reached)).keys() == stored(reached)
