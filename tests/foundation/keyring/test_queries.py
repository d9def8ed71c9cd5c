import contextvars
import uuid

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import assume, given
from hypothesis import strategies as st

from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.keyring import queries
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.foundation import PartnershipFactory


def test_many_files_are_opened_in_one_query(partnership):
    files = [uuid.uuid4() for _ in range(25)]
    keyring.start_files(partnership.pk, files)
    queries.forget()
    queries.partnership_keys(partnership.pk)

    with CaptureQueriesContext(connection) as asked:
        queries.open_files(partnership.pk, files)
        keys = {tuple(queries.keys_of(partnership.pk, one).values()) for one in files}

    assert len(asked) == 1
    assert len(keys) == 25


def test_a_forgotten_key_is_fetched_again_and_is_the_same(partnership):
    file_id = uuid.uuid4()
    keyring.start_files(partnership.pk, [file_id])
    before = queries.keys_of(partnership.pk, file_id)

    queries.forget()

    assert queries.keys_of(partnership.pk, file_id) == before


def test_a_thread_that_begins_remembers_no_key(partnership):
    file_id = uuid.uuid4()
    keyring.start_files(partnership.pk, [file_id])
    queries.keys_of(partnership.pk, file_id)

    assert contextvars.Context().run(queries.remembered) == {}


def test_what_an_old_key_indexed_is_found_after_a_new_one(partnership):
    kept = queries.look_ups(partnership.pk, "receipts", "seven words")[0]

    keyring.begin(partnership)

    newest, oldest = queries.look_ups(partnership.pk, "receipts", "seven words")
    assert newest != kept
    assert oldest == kept


def test_a_sub_key_is_of_one_purpose_and_one_partnership(partnership):
    other = PartnershipFactory()
    theirs = queries.first_subkey(other.pk, "receipts")

    partnerships.enter(partnership)
    keys = {
        queries.first_subkey(partnership.pk, "receipts"),
        queries.first_subkey(partnership.pk, "drafts"),
        theirs,
    }

    assert len(keys) == 3


names = st.text(st.characters(codec="utf-8"))


@given(st.binary(min_size=32, max_size=32), names, names)
def test_sub_keys_of_two_purposes_differ(key, one, other):
    assume(one != other)
    assert queries.derived(key, one) != queries.derived(key, other)
