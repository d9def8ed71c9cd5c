import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.identities.names import latin, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Abdul Rahman Al-Sayed", ("abdulrahman", "sayed")),
        ("Abd ar-Rahman bin Yusuf", ("abdulrahman", "yusuf")),
        ("Nur ud-Din", ("nuruddin",)),
        ("Seán Ó Briain", ("sean", "obriain")),
        ("Nóra Ní Bhriain", ("nora", "obriain")),
        ("Donal O'Brien", ("donal", "obrien")),
        ("Dafydd ap Gwilym", ("dafydd", "gwilym")),
        ("Karen Mac Giolla", ("karen", "mcgiolla")),
        ("张小明", ("xiaoming", "zhang")),
        ("Łukasz Wałęsa", ("lukasz", "walesa")),
        ("Юлія Ющенко", ("yuliya", "yushchenko")),
        ("Van Der", ("van", "der")),
        ("", ()),
    ],
)
def test_a_name_becomes_the_words_that_tell_people_apart(text, expected):
    assert words(text) == expected


@given(st.text(max_size=60))
def test_words_are_plain_small_letters_and_stay_as_they_are(text):
    found = words(text)

    assert all(word.isascii() and word.isalpha() and word.islower() for word in found)
    assert all(words(word) == (word,) for word in found if len(word) > 9)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz -", max_size=40))
def test_capitals_and_space_around_change_nothing(text):
    assert words(f"  {text.upper()} ") == words(text)


def test_latin_drops_what_is_only_written_above_or_between():
    assert latin("O’Néill") == "oneill"
    assert latin("D'Souza") == "dsouza"


def test_a_first_or_last_name_dean_stands_alone():
    assert words("James Dean") == ("james", "dean")
    assert words("Dean Okafor") == ("dean", "okafor")
    assert words("Nur ad Dean") == ("nuruddin",)


def test_a_name_of_two_words_is_one():
    assert words("Abu Bakr Khan") == ("abubakr", "khan")
    assert words("Ahmed Ullah") == ("ahmedullah",)
    assert words("Nur Deen") == ("nuruddin",)
    assert words("Sean O Driscoll") == ("sean", "odriscoll")
