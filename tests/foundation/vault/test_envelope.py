import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.foundation.vault import envelope

KEY = bytes(range(32))
ABOUT = envelope.belonging("F0001", partnership="p", record="r")
CORPUS = sorted((Path(__file__).parent / "corpus").glob("v*.json"))


def sealed(content, number=1):
    return envelope.seal(content, key=KEY, number=number, about=ABOUT)


@given(st.binary(max_size=5000), st.integers(min_value=1, max_value=65535))
def test_whatever_is_sealed_opens_again(content, number):
    made = sealed(content, number)

    assert envelope.unseal(made, key=KEY, about=ABOUT) == content
    assert envelope.key_number(made) == number


@given(st.integers(min_value=0, max_value=1_000_000))
def test_a_bucket_is_never_smaller_and_wastes_a_quarter_at_most(length):
    size = envelope.bucket(length)

    assert size >= max(length, envelope.SMALLEST_BUCKET)
    if length > 1024:
        assert size <= length * 1.25 + 1


@given(st.integers(min_value=0, max_value=100_000))
def test_more_never_takes_less(length):
    assert envelope.bucket(length) <= envelope.bucket(length + 1)


def test_lengths_in_one_bucket_look_the_same():
    assert len({len(sealed(b"x" * length)) for length in range(60)}) == 1


def test_the_same_content_never_looks_the_same():
    assert sealed(b"again") != sealed(b"again")


@given(st.data())
def test_a_changed_byte_does_not_open(data):
    made = bytearray(sealed(b"as it was told"))
    place = data.draw(st.integers(min_value=1, max_value=len(made) - 1))
    made[place] ^= data.draw(st.integers(min_value=1, max_value=255))

    with pytest.raises(InvalidTag):
        envelope.unseal(bytes(made), key=KEY, about=ABOUT)


@pytest.mark.parametrize(
    "about",
    [
        envelope.belonging("F0002", partnership="p", record="r"),
        envelope.belonging("F0001", partnership="q", record="r"),
        envelope.belonging("F0001", partnership="p", record="s"),
    ],
)
def test_what_belongs_elsewhere_does_not_open(about):
    with pytest.raises(InvalidTag):
        envelope.unseal(sealed(b"mine"), key=KEY, about=about)


def test_another_key_does_not_open():
    with pytest.raises(InvalidTag):
        envelope.unseal(sealed(b"mine"), key=envelope.new_key(), about=ABOUT)


def test_an_unknown_version_is_named():
    with pytest.raises(ValueError, match="unknown version 9"):
        envelope.key_number(b"\x09" + sealed(b"x")[1:])


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_everything_that_a_release_sealed_still_opens(path):
    corpus = json.loads(path.read_text())
    key = bytes.fromhex(corpus["key"])

    for one in corpus["sealed"]:
        made = bytes.fromhex(one["envelope"])
        opened = envelope.unseal(made, key=key, about=one["about"])
        assert opened == one["content"].encode()


def test_there_is_a_corpus():
    assert [path.stem for path in CORPUS] == ["v1"]
