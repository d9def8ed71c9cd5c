import hmac
import struct
import uuid

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connection

from saltmarsh.casework.identities import actions, labels, store
from saltmarsh.casework.identities.models import Posting
from saltmarsh.casework.identities.store import HALVES
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.foundation import PartnershipFactory


def secrets(partnership):
    return store.secrets_of(actions.begin(partnership))


def kept(secrets, key):
    return [store.whole(one) for one in store.look_up(secrets, [key]).get(key, [])]


def places(secrets, slots):
    return store.addresses(secrets, secrets.blocks(slots)).numbers()


def test_a_label_is_the_start_of_an_hmac():
    key, whole = b"k" * 32, hmac.digest(b"k" * 32, b"P|A|B", "sha256")

    assert labels.labelled(key, "P|A|B") == whole[: labels.LABEL_BYTES]


def test_what_is_added_is_found(partnership):
    keys, ids = secrets(partnership), [uuid.uuid4() for _ in range(30)]

    for one in ids:
        store.add(keys, ["P|A|B", f"Z|{one}"], one)

    assert set(kept(keys, "P|A|B")) == set(ids)
    assert kept(keys, f"Z|{ids[3]}") == [ids[3]]
    assert kept(keys, "P|A|C") == []


def test_a_long_list_is_read_to_its_end(partnership):
    keys, ids = secrets(partnership), [uuid.uuid4() for _ in range(700)]
    many = {("P|A|B", place): store.halves(one) for place, one in enumerate(ids)}

    store.write(keys, many)
    store.add(keys, ["P|A|B"], ids[0])

    assert sorted(kept(keys, "P|A|B")) == sorted([*ids, ids[0]])


def test_a_place_that_is_taken_is_told_and_the_next_one_used(partnership):
    keys, mine, theirs = secrets(partnership), uuid.uuid4(), uuid.uuid4()
    store.write(keys, {("P|A|B", 0): store.halves(theirs)})

    left = store.write(keys, {("P|A|B", 0): store.halves(mine)})

    assert left == [("P|A|B", 0)]
    assert kept(keys, "P|A|B") == [theirs]


def test_what_is_forgotten_leads_nowhere_and_ends_no_list(partnership):
    keys, ids = secrets(partnership), [uuid.uuid4() for _ in range(5)]
    for one in ids:
        store.add(keys, ["P|A|B"], one)

    assert store.forget(keys, ["P|A|B"], ids[1]) == 1

    found = kept(keys, "P|A|B")
    assert ids[1] not in found
    assert set(found) & set(ids) == {ids[0], *ids[2:]}
    assert len(found) == len(ids)


def test_equal_keys_are_never_equal_across_partnerships(partnership):
    here, there = secrets(partnership), secrets(PartnershipFactory())
    slots = [("P|A|B", place) for place in range(50)]

    assert not set(places(here, slots)) & set(places(there, slots))
    zeros = [(0, 0)] * 50
    ours, theirs = (
        store.masked(one, one.blocks(slots), zeros) for one in (here, there)
    )
    assert not set(HALVES.iter_unpack(ours)) & set(HALVES.iter_unpack(theirs))


def test_addresses_and_masks_stay_what_they_were(partnership):
    """An index that was made by an earlier release is read by this one."""
    keys = secrets(partnership)
    block = keys.label("P|A|B") + (7).to_bytes(4, "big")

    def scrambled(key):
        mode = modes.ECB()  # noqa: S305 - as the store does
        cipher = Cipher(algorithms.AES(key), mode).encryptor()
        return struct.unpack(">2q", cipher.update(block))

    [place] = places(keys, [("P|A|B", 7)])
    low = scrambled(keys.addresses)[0] & (2**48 - 1)
    assert place == keys.shelf << 48 | low
    first, last = scrambled(keys.masks)
    masked = store.masked(keys, block, [(5, -6)])
    assert struct.unpack(">2q", masked) == (first ^ 5, last ^ -6)


def test_a_new_key_of_the_partnership_moves_everything(partnership):
    before = secrets(partnership)
    keyring.begin(partnership)

    after = secrets(partnership)

    slots = [("P|A|B", place) for place in range(50)]
    assert not set(places(before, slots)) & set(places(after, slots))


def test_another_partnership_sees_no_entry(partnership):
    store.add(secrets(partnership), ["P|A|B"], uuid.uuid4())

    partnerships.enter(PartnershipFactory())

    assert not Posting.objects.exists()


def test_an_entry_has_no_time_no_foreign_key_and_no_key_of_its_own():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"
            " AND conrelid = 'identities_posting'::regclass"
        )
        assert cursor.fetchone() == (0,)
    assert {field.attname for field in Posting._meta.fields} == {
        *("partnership_id", "address", "number", "masked_first", "masked_last")
    }


def test_a_list_longer_than_any_round_is_read_on(partnership, monkeypatch):
    monkeypatch.setattr(store, "ROUNDS", (0, 1, 4))
    monkeypatch.setattr(store, "LONGEST", 4)
    keys, ids = secrets(partnership), [uuid.uuid4() for _ in range(20)]
    store.write(
        keys, {("P|A|B", place): store.halves(one) for place, one in enumerate(ids)}
    )

    assert store.forget(keys, ["P|A|B"], ids[17]) == 1
    assert len(store.look_up(keys, ["P|A|B"], longest=4)["P|A|B"]) == 4


def test_what_was_written_by_a_run_that_was_cut_off_is_not_written_twice(partnership):
    keys, mine = secrets(partnership), uuid.uuid4()
    entry = {("P|A|B", 0): store.halves(mine)}
    store.write(keys, entry)

    assert store.write(keys, entry) == []
    assert kept(keys, "P|A|B") == [mine]
