import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.referrals import references
from saltmarsh.casework.referrals.references import MOST, SIGNS

KEYS = st.binary(min_size=32, max_size=32)
NUMBERS = st.integers(0, MOST - 1)
PLACES = st.integers(0, 7)
KEY = bytes(32)


@given(KEYS, NUMBERS, NUMBERS)
def test_two_numbers_never_share_a_reference(key, one, other):
    same = references.permuted(one, key) == references.permuted(other, key)

    assert same == (one == other)


def test_every_number_becomes_one_other(monkeypatch):
    monkeypatch.setattr(references, "LEFT", 31)
    monkeypatch.setattr(references, "RIGHT", 31 * 31)

    found = {references.permuted(number, KEY) for number in range(31**3)}

    assert found == set(range(31**3))


def test_neighbours_look_like_strangers():
    first, second = references.reference(1, KEY), references.reference(2, KEY)

    assert sum(a != b for a, b in zip(first, second, strict=True)) >= 5


@given(KEYS, NUMBERS)
def test_a_reference_reads_back_however_it_is_typed(key, number):
    reference = references.reference(number, key)

    typed = f"  {reference.lower().replace('-', ' ')} "

    assert references.tidied(typed) == reference


@given(NUMBERS, PLACES, st.sampled_from(SIGNS))
def test_a_wrong_sign_is_noticed(number, place, sign):
    signs = references.reference(number, KEY).replace("-", "")
    wrong = signs[:place] + sign + signs[place + 1 :]

    assert (references.tidied(wrong) is None) == (wrong != signs)


@given(NUMBERS, PLACES, PLACES)
def test_signs_that_changed_places_are_noticed(number, one, other):
    signs = list(references.reference(number, KEY).replace("-", ""))
    changed = signs.copy()
    changed[one], changed[other] = signs[other], signs[one]

    assert (references.tidied("".join(changed)) is None) == (changed != signs)


@pytest.mark.parametrize("typed", ["", "K7M2", "K7M2-9QX0", "K7M2-9QXIL"])
def test_what_cannot_be_a_reference_is_none(typed):
    assert references.tidied(typed) is None


@pytest.mark.parametrize("number", [-1, MOST])
def test_beyond_the_last_number_there_is_no_reference(number):
    with pytest.raises(ValueError, match="has no reference"):
        references.reference(number, KEY)


def test_the_signs_have_no_twins():
    assert len(set(SIGNS)) == 31
    assert not set("01ILO") & set(SIGNS)
