import pytest

from saltmarsh.casework.identities import rules
from saltmarsh.casework.identities.facts import Birth, Home, Name, Told
from saltmarsh.casework.identities.rules import Band


@pytest.mark.parametrize(
    ("posterior", "expected"),
    [
        (2.0, Band.PROBABLE),
        (1.9, Band.POSSIBLE),
        (0.0, Band.POSSIBLE),
        (-0.1, Band.WEAK),
    ],
)
def test_a_posterior_falls_into_a_band(posterior, expected):
    assert rules.band(posterior) == expected


@pytest.mark.parametrize(
    "asked",
    [
        Told(names=(Name("Robin Example"),)),
        Told(names=(Name("Robin"),), births=(Birth(2008),)),
        Told(phones=("07700 900123",)),
        Told(emails=("robin@example.org",)),
        Told(homes=(Home("", "SM1 4AB"),)),
        Told(births=(Birth(2008, 3, 12),)),
    ],
)
def test_two_facts_are_enough_to_search(asked):
    assert rules.barriers_to_search(asked) == []


@pytest.mark.parametrize(
    "asked", [Told(), Told(names=(Name("Robin"),)), Told(births=(Birth(2008),))]
)
def test_less_asks_for_more(asked):
    assert rules.barriers_to_search(asked) != []
