import pytest

from saltmarsh.casework.identities import facts
from saltmarsh.casework.identities.facts import Birth, Home, Name, Told

WHOLE = Told(
    names=(Name("Robin Example"), Name(given="Rob", family="Example", kind="other")),
    births=(Birth(2008, 3, None, "about"),),
    homes=(Home("14 Mill Lane", "SM1 4AB"),),
    schools=("Mill School",),
    phones=("07700 900123",),
    gender="male",
)


def test_what_was_told_is_read_again_as_it_was():
    assert facts.read(WHOLE.as_json()) == WHOLE


def test_nothing_told_is_nothing():
    assert not Told()
    assert Told().as_json() == {}
    assert WHOLE


def test_two_are_joined_without_telling_twice():
    more = Told(names=(Name("Robin Example"),), emails=("robin@example.org",))

    both = WHOLE.and_also(more)

    assert len(both.names) == 2
    assert both.emails == ("robin@example.org",)
    assert both.gender == "male"


def test_facts_are_written_as_a_person_reads_them():
    assert str(WHOLE.names[1]) == "Rob Example"
    assert str(WHOLE.births[0]) == "about March 2008"
    assert str(WHOLE.homes[0]) == "14 Mill Lane, SM1 4AB"


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (Birth(2011, 4, 9), "9 April 2011"),
        (Birth(2011, 4, 9, "about"), "about 9 April 2011"),
        (Birth(2011, 4), "April 2011"),
        (Birth(2011, certainty="age"), "about 2011, from an age"),
        (Birth(certainty="about"), ""),
        (Birth(2011, 13, 9), "9 2011"),
    ],
)
def test_a_birth_is_said_in_words_that_no_one_reads_in_two_ways(born, words):
    assert str(born) == words
