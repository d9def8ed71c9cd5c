import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.foundation.vault import chunks
from saltmarsh.foundation.vault.chunks import CHUNK, SEALED_CHUNK, Damaged, Unsealed

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
ABOUT, OTHER_ABOUT = "F0773:p:r", "F0773:p:s"
# Around the edges of chunks: there the mistakes are.
LENGTHS = st.one_of(
    st.integers(min_value=0, max_value=300),
    st.sampled_from([CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7]),
)
RANDOM = os.urandom(4 * CHUNK)


def sealed(content, key=KEY, about=ABOUT):
    return b"".join(chunks.sealed([content], key=key, about=about))


def opened(file, key=KEY, about=ABOUT):
    with io.BufferedReader(Unsealed(io.BytesIO(file), key=key, about=about)) as found:
        return found.read()


def test_whatever_is_sealed_opens_again():
    @given(LENGTHS, st.integers(min_value=1, max_value=CHUNK * 2))
    def scene(length, piece):
        content = RANDOM[:length]
        pieces = [content[at : at + piece] for at in range(0, length, piece)]

        made = b"".join(chunks.sealed(pieces, key=KEY, about=ABOUT))

        assert opened(made) == content
        assert len(made) == 1 + length + 16 * max(1, -(-length // CHUNK))

    scene()


@given(LENGTHS, st.data())
def test_a_file_that_is_cut_off_does_not_open(length, data):
    made = sealed(RANDOM[:length])
    at = data.draw(st.integers(min_value=0, max_value=len(made) - 1))

    with pytest.raises(Damaged):
        opened(made[:at])


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_a_file_that_is_cut_off_after_a_whole_chunk_does_not_open(kept):
    made = sealed(RANDOM)

    with pytest.raises(Damaged):
        Unsealed(io.BytesIO(made[: 1 + kept * SEALED_CHUNK]), key=KEY, about=ABOUT)


@given(LENGTHS, st.binary(min_size=1, max_size=100))
def test_a_file_that_something_was_added_to_does_not_open(length, more):
    with pytest.raises(Damaged):
        opened(sealed(RANDOM[:length]) + more)


@given(LENGTHS, st.data())
def test_a_changed_bit_is_noticed(length, data):
    made = bytearray(sealed(RANDOM[:length]))
    at = data.draw(st.integers(min_value=0, max_value=len(made) - 1))
    made[at] ^= 1 << data.draw(st.integers(min_value=0, max_value=7))

    with pytest.raises(Damaged):
        opened(bytes(made))


@given(st.permutations(range(4)).filter(lambda order: order != [0, 1, 2, 3]))
def test_chunks_in_another_order_do_not_open(order):
    body = sealed(RANDOM)[1:]
    parts = [body[at : at + SEALED_CHUNK] for at in range(0, len(body), SEALED_CHUNK)]

    with pytest.raises(Damaged):
        opened(chunks.VERSION + b"".join(parts[at] for at in order))


@pytest.mark.parametrize("gone", range(4))
def test_a_chunk_that_is_left_out_is_noticed(gone):
    body = sealed(RANDOM)[1:]
    begin = gone * SEALED_CHUNK

    with pytest.raises(Damaged):
        opened(chunks.VERSION + body[:begin] + body[begin + SEALED_CHUNK :])


@pytest.mark.parametrize("at", range(4))
def test_a_chunk_of_another_file_is_noticed(at):
    mine, other = sealed(RANDOM), sealed(RANDOM, about=OTHER_ABOUT)
    begin = 1 + at * SEALED_CHUNK
    end = begin + SEALED_CHUNK

    with pytest.raises(Damaged):
        opened(mine[:begin] + other[begin:end] + mine[end:])


@pytest.mark.parametrize("which", [{"key": OTHER_KEY}, {"about": OTHER_ABOUT}])
def test_a_file_opens_only_as_what_it_is(which):
    with pytest.raises(Damaged):
        opened(sealed(b"as it came"), **which)


@given(st.integers(0, 4 * CHUNK), st.integers(0, CHUNK + 9))
def test_it_can_be_read_at_any_place(begin, length):
    file = io.BytesIO(sealed(RANDOM))

    with io.BufferedReader(Unsealed(file, key=KEY, about=ABOUT)) as found:
        found.seek(begin)
        assert found.read(length) == RANDOM[begin : begin + length]
        assert found.seek(0, io.SEEK_END) == len(RANDOM)
        assert found.seek(-3, io.SEEK_CUR) == len(RANDOM) - 3


def test_what_is_sealed_shows_nothing_of_the_content():
    assert b"as it came" not in sealed(b"as it came" * 20)
