from itertools import pairwise

import pytest

from saltmarsh.casework.referrals import receipts


def test_a_receipt_is_seven_words_of_the_list():
    words = receipts.new().split(" ")

    assert len(words) == 7
    assert set(words) <= set(receipts.word_list())
    assert receipts.new() != receipts.new()


def test_the_list_has_7776_words_and_none_begins_another():
    words = sorted(receipts.word_list())

    assert len(set(words)) == 7776
    pairs = pairwise(words)
    assert not [pair for pair in pairs if pair[1].startswith(pair[0])]


@pytest.mark.parametrize(
    "typed", ["Calm Otter", "calm-otter", " CALM  otter ", "calmotter", "calm, otter."]
)
def test_only_the_letters_count(typed):
    assert receipts.letters(typed) == "calmotter"
