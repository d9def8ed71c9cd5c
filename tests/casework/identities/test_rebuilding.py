import uuid

from saltmarsh.casework.identities import actions, keys, queries, rebuilding, store
from saltmarsh.casework.identities.models import Kind, Posting
from saltmarsh.casework.identities.skeletons import readings
from saltmarsh.casework.referrals import retelling
from saltmarsh.foundation.keyring import actions as keyring
from tests.casework.identities.told import told
from tests.factories.casework import make_referral

NAMES = ["Robin Example", "Amina Stolport", "Mohammed Khan", "Sasha Different"]


def tell_all(partnership):
    return [
        actions.tell(
            partnership.pk, file_id=uuid.uuid4(), kind=Kind.REFERRAL, told=told(name)
        )
        for name in NAMES
    ]


def found(partnership, name):
    first = queries.matches(partnership, told(name)).matches[:1]
    return [str(match.told.names[0]) for match in first]


def rebuild(partnership, batch=2):
    return list(rebuilding.rebuild(partnership, batch=batch))


def test_a_rebuild_makes_everybody_findable_and_says_how_far_it_is(partnership):
    tell_all(partnership)

    progress = rebuild(partnership)

    assert [(one.done, one.of) for one in progress] == [(2, 4), (4, 4)]
    assert [found(partnership, name) for name in NAMES] == [[name] for name in NAMES]


def test_a_rebuild_for_a_new_key_takes_the_place_of_the_old_index(partnership):
    tell_all(partnership)
    rebuild(partnership)
    count = Posting.objects.count()
    keyring.begin(partnership)

    rebuild(partnership)

    index = partnership.indexes.get()
    assert (index.number, index.key_number, index.is_current) == (2, 2, True)
    assert set(Posting.objects.values_list("number", flat=True)) == {2}
    assert Posting.objects.count() == count
    assert found(partnership, NAMES[0]) == [NAMES[0]]


def test_all_old_entries_go_in_small_parts(partnership, monkeypatch):
    monkeypatch.setattr(rebuilding, "PURGED_AT_ONCE", 7)
    tell_all(partnership)
    rebuild(partnership)
    keyring.begin(partnership)

    rebuild(partnership)

    assert set(Posting.objects.values_list("number", flat=True)) == {2}


def test_a_rebuild_that_was_cut_off_goes_on(partnership):
    tell_all(partnership)
    next(rebuilding.rebuild(partnership, batch=1))

    progress = rebuild(partnership, batch=3)

    assert [one.done for one in progress] == [4]
    assert len(set(Posting.objects.values_list("pk"))) == Posting.objects.count()
    assert [found(partnership, name) for name in NAMES] == [[name] for name in NAMES]


def test_what_comes_during_a_rebuild_is_in_both_indexes(partnership):
    tell_all(partnership)
    rebuild(partnership)
    keyring.begin(partnership)
    run = rebuilding.rebuild(partnership, batch=1)
    next(run)

    late = actions.tell(
        partnership.pk,
        file_id=uuid.uuid4(),
        kind=Kind.REFERRAL,
        told=told("Late Comer"),
    )
    actions.index(partnership, identity_id=late.pk)
    assert found(partnership, "Late Comer") == ["Late Comer"]
    list(run)

    assert found(partnership, "Late Comer") == ["Late Comer"]


def test_a_rebuild_counts_the_names(partnership):
    tell_all(partnership)

    rebuild(partnership)

    index = partnership.indexes.get()
    assert index.size == 4
    assert index.names["RPN"] == 1


def test_referrals_from_before_are_told_once(partnership):
    referral = make_referral(partnership)
    partnership.identities.all().delete()

    assert retelling.tell_again(partnership, batch=1) == 1
    assert retelling.tell_again(partnership, batch=1) == 0

    assert queries.of_file(partnership, referral.pk).told["names"]


def test_a_run_that_was_cut_off_reads_no_further_than_it_wrote(partnership):
    tell_all(partnership)
    next(rebuilding.rebuild(partnership, batch=1))
    index = partnership.indexes.get(is_current=False)

    parts = list(rebuilding.reread(partnership, index.reached, 3))

    assert [identity.pk for [(identity, _told)] in parts] == [index.reached]


def test_a_run_that_had_written_all_has_nothing_left_to_read(partnership):
    tell_all(partnership)
    run = rebuilding.rebuild(partnership, batch=4)
    next(run)
    run.close()

    assert rebuild(partnership, batch=4) == []
    assert [found(partnership, name) for name in NAMES] == [[name] for name in NAMES]


def test_a_run_that_had_read_nothing_begins_at_the_start(partnership):
    tell_all(partnership)
    actions.begin(partnership)

    assert [one.done for one in rebuild(partnership, batch=4)] == [4]


def test_a_place_that_somebody_took_meanwhile_is_stepped_over(partnership):
    tell_all(partnership)
    secrets = store.secrets_of(actions.begin(partnership))
    pair = keys.pair(*(readings(word)[0] for word in ("robin", "example")))
    store.add(secrets, [pair], uuid.uuid4())

    rebuild(partnership)

    assert found(partnership, NAMES[0]) == [NAMES[0]]
    assert len(store.look_up(secrets, [pair])[pair]) == 2
