import pytest

from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.search import rules
from saltmarsh.casework.search.scanning import Sought


@pytest.mark.parametrize(
    ("asked", "told", "fits"),
    [
        ("Chowdhury", "Mohammed Choudhury", True),
        ("Mohamed", "محمد حسین", True),
        ("Bob", "Robert Example", True),
        ("Kowalski", "Imran Nemeth", False),
    ],
)
def test_a_record_is_looked_at_when_a_word_sounds_alike(asked, told, fits):
    held = rules.asked(told).as_json()

    assert Sought(rules.asked(asked)).fits(held) is fits


def test_a_record_is_looked_at_when_the_place_is_in_its_address():
    held = rules.asked(place="14 Mill Lane, Saltmarsh").as_json()

    assert Sought(rules.asked(place="mill lane")).fits(held)
    assert not Sought(rules.asked(place="Mill Street")).fits(held)
    assert not Sought(rules.asked(place="Mill Lane")).fits(Told().as_json())
