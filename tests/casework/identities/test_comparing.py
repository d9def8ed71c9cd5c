import pytest

from saltmarsh.casework.identities import comparing
from saltmarsh.casework.identities.facts import Birth, Home, Name, Told


def likeness(part, here, there):
    rows = comparing.compare(Told(**{part: here}), Told(**{part: there}))
    [row] = [one for one in rows if one.part == part]
    return row.likeness


@pytest.mark.parametrize(
    ("part", "here", "there", "expected"),
    [
        ("names", Name("Robin Example"), Name("robin EXAMPLE"), "same"),
        ("names", Name("Robin Example"), Name("Robyn Exampel"), "similar"),
        ("names", Name("Robin Example"), Name("Amina Stolport"), "different"),
        ("births", Birth(2008, 3, 12), Birth(2008, 3, 12), "same"),
        ("births", Birth(2008, 3, 12), Birth(2008, 12, 3), "similar"),
        ("births", Birth(2008, 3, 12), Birth(1999, 7, 30), "different"),
        (
            "homes",
            Home("14 Mill Lane", "SM1 4AB"),
            Home("14 Mill Lane", "SM14AB"),
            "same",
        ),
        ("homes", Home("", "SM1 4AB"), Home("", "SM1 4AD"), "similar"),
        ("homes", Home("", "SM1 4AB"), Home("", "CO7 9XY"), "different"),
        ("phones", "07700 900123", "+44 7700 900123", "same"),
        ("phones", "07700 900123", "07700 900124", "different"),
        ("phones", "none", "none", "different"),
        ("schools", "Mill Lane School", "mill lane school.", "same"),
        ("emails", "r@example.org", "s@example.org", "different"),
    ],
)
def test_a_fact_of_both_is_so_alike(part, here, there, expected):
    assert likeness(part, (here,), (there,)) == expected
    assert likeness(part, (there,), (here,)) == expected


def test_of_several_the_most_alike_counts():
    here, there = (Name("Amina Stolport"),), (Name("X Y"), Name("Amina Stolport"))

    assert likeness("names", here, there) == "same"


def test_gender_is_laid_beside_gender():
    assert likeness("gender", "Female", "female") == "same"
