from datetime import timedelta

from django.utils import timezone

from saltmarsh.foundation.keyring import queries, resealing
from saltmarsh.foundation.keyring.models import RecordKey
from saltmarsh.foundation.vault.envelope import key_number
from tests.foundation.keyring.test_actions import email, read_again


def number_of(record):
    record.refresh_from_db()
    return key_number(bytes(record.sealed_text))


def test_content_is_sealed_again_under_a_new_key_in_batches_that_go_on(partnership):
    records = [email(partnership) for _ in range(3)]
    since = timezone.now()

    done = [resealing.reseal(partnership, since=since, batch=2) for _ in range(3)]

    assert done == [2, 1, 0]
    assert {number_of(record) for record in records} == {2}
    assert {read_again(record) for record in records} == {"Invented words"}


def test_an_old_key_stays_for_an_hour_and_then_goes(partnership):
    record = email(partnership)
    now = timezone.now()
    resealing.reseal(partnership, since=now, batch=9)

    assert resealing.retire(partnership, now=now, batch=9) == 0
    later = now + timedelta(hours=2)
    assert resealing.retire(partnership, now=later, batch=9) == 1

    assert partnership.record_keys.get().number == 2
    assert read_again(record) == "Invented words"


def test_who_wrote_under_the_old_key_meanwhile_loses_nothing(partnership):
    record = email(partnership)
    before = bytes(record.sealed_text)
    now = timezone.now()
    resealing.reseal(partnership, since=now, batch=9)
    type(record).objects.filter(pk=record.pk).update(sealed_text=before)

    resealing.retire(partnership, now=now + timedelta(hours=2), batch=9)

    assert number_of(record) == 2
    assert read_again(record) == "Invented words"


def test_a_file_with_one_key_keeps_it(partnership):
    record = email(partnership)

    later = timezone.now() + timedelta(days=1)
    assert resealing.retire(partnership, now=later, batch=9) == 0

    assert RecordKey.objects.filter(file_id=record.pk).exists()
    queries.forget()
