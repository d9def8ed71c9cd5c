import uuid
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.keyring import queries, resealing, roots
from saltmarsh.foundation.keyring.queries import Erased
from saltmarsh.foundation.notices.models import Email
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.foundation import PartnershipFactory


def email(partnership, text="Invented words"):
    """Return any record with a sealed attribute; it is a file of its own."""
    made = Email(partnership=partnership, template="x/y", next_at="2026-03-03T12:00Z")
    made.to, made.text = "sam@council.example", {"body": text}
    made.save(force_insert=True)
    return made


def read_again(record):
    queries.forget()
    return Email.objects.get(pk=record.pk).text["body"]


@pytest.fixture
def new_root(tmp_path, settings):
    """Return a function that makes a further root key, for this test alone."""
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    for path in settings.KEYS.glob("root-*"):
        copied = folder / path.name
        copied.write_bytes(path.read_bytes())
        copied.chmod(0o600)
    settings.KEYS = folder
    roots.provider.cache_clear()
    queries.unwrapped.cache_clear()

    def make():
        roots.make(folder)
        roots.provider.cache_clear()

    yield make
    roots.provider.cache_clear()
    queries.unwrapped.cache_clear()


def test_a_new_root_key_wraps_again_and_content_still_opens(partnership, new_root):
    record = email(partnership)
    new_root()

    assert keyring.rewrap_partnership(partnership) == 1
    assert keyring.rewrap_partnership(partnership) == 0

    assert partnership.partnership_keys.get().root == "root-0002"
    (settings.KEYS / "root-0001.key").unlink()
    roots.provider.cache_clear()
    queries.unwrapped.cache_clear()
    assert read_again(record) == "Invented words"


def test_a_new_partnership_key_takes_over_in_batches_that_go_on(partnership):
    records = [email(partnership) for _ in range(5)]
    new = keyring.begin(partnership)

    assert keyring.rewrap_records(partnership, batch=2) == 2
    assert list(keyring.in_batches(partnership, batch=2)) == [2, 3]

    assert set(partnership.record_keys.values_list("wrapped_by", flat=True)) == {new.pk}
    assert {read_again(record) for record in records} == {"Invented words"}


def test_what_is_written_after_a_rotation_uses_the_newest_key(partnership):
    email(partnership)
    new = keyring.begin(partnership)

    written = email(partnership)

    key = partnership.record_keys.get(file_id=written.pk)
    assert key.wrapped_by_id == new.pk


def test_after_erasure_nothing_opens(partnership):
    record = email(partnership)

    keyring.erase(partnership, file_id=record.pk, by=None)

    with pytest.raises(Erased):
        read_again(record)
    assert Event.objects.get(name="file.erased").subject_ids == [record.pk]


@settings_of(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(["write", "erase", "rotate", "reseal"]), max_size=9))
def test_what_was_sealed_before_an_erasure_is_erased_for_good(db, steps):
    # A partnership for each try: one that held those before would reseal them too.
    partnership = PartnershipFactory()
    partnerships.enter(partnership)
    record, erased = email(partnership), []
    for step in steps:
        envelope, is_open = bytes(record.sealed_text), opens(record)
        if step == "write":
            record.text = {"body": "Written again"}
            record.save()
        elif step == "erase":
            keyring.erase(partnership, file_id=record.pk, by=None)
            erased += [envelope] if is_open else []
        elif step == "rotate":
            keyring.begin(partnership)
            list(keyring.in_batches(partnership))
        else:
            now = timezone.now()
            resealing.reseal(partnership, since=now, batch=9999)
            later = now + timedelta(hours=2)
            resealing.retire(partnership, now=later, batch=9999)
        record.refresh_from_db()

    for envelope in erased:
        Email.objects.filter(pk=record.pk).update(sealed_text=envelope)
        with pytest.raises(Erased):
            read_again(record)


def opens(record):
    try:
        return bool(read_again(record))
    except Erased:
        return False


def test_a_file_is_erased_whatever_was_never_written(partnership):
    keyring.erase(partnership, file_id=uuid.uuid4(), by=None)

    assert not partnership.record_keys.exists()


def test_a_running_process_takes_up_a_new_root_key(partnership, new_root):
    record, running = email(partnership), roots.provider()
    roots.make(settings.KEYS)

    assert keyring.rewrap_partnership(partnership) == 1

    (settings.KEYS / "root-0001.key").unlink()
    queries.unwrapped.cache_clear()
    assert read_again(record) == "Invented words"
    assert roots.provider() is running


def test_the_wrong_root_key_opens_nothing(partnership, new_root, settings):
    record = email(partnership)
    (settings.KEYS / "root-0001.key").unlink()
    new_root()
    queries.unwrapped.cache_clear()

    with pytest.raises(roots.KeysUnavailable):
        read_again(record)


def test_an_envelope_moved_to_another_record_fails_loudly(partnership):
    one, other = email(partnership, "one"), email(partnership, "other")
    Email.objects.filter(pk=one.pk).update(sealed_text=other.sealed_text)

    with pytest.raises(InvalidTag):
        read_again(one)


def test_an_envelope_moved_to_another_column_fails_loudly(partnership):
    record = email(partnership)
    Email.objects.filter(pk=record.pk).update(sealed_text=record.sealed_to)

    with pytest.raises(InvalidTag):
        read_again(record)


def test_what_was_never_written_reads_as_none(partnership):
    record = email(partnership)
    Email.objects.filter(pk=record.pk).update(sealed_text=None)

    assert Email.objects.get(pk=record.pk).text is None


def test_many_files_open_in_one_query(partnership, django_assert_num_queries):
    records = [email(partnership) for _ in range(20)]
    queries.forget()
    read = list(Email.objects.filter(pk__in=[record.pk for record in records]))

    queries.partnership_keys(partnership.pk)
    with django_assert_num_queries(1):
        queries.open_files(partnership.pk, [record.pk for record in read])
        assert {record.text["body"] for record in read} == {"Invented words"}


def test_each_purpose_and_each_partnership_has_its_own_sub_key(partnership):
    other = PartnershipFactory()
    theirs = queries.first_subkey(other.pk, "receipts")
    partnerships.enter(partnership)

    ours = queries.first_subkey(partnership.pk, "receipts")

    assert len({ours, theirs, queries.first_subkey(partnership.pk, "links")}) == 3


def test_a_secret_is_found_under_an_older_key_too(partnership):
    before = queries.look_ups(partnership.pk, "receipts", "seven words")[0]
    keyring.begin(partnership)

    now = queries.look_ups(partnership.pk, "receipts", "seven words")

    assert now[0] != before
    assert before in now


def test_a_file_without_keys_has_none(partnership):
    assert queries.keys_of(partnership.pk, uuid.uuid4()) == {}
