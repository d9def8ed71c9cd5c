import uuid

from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.casework.identities import actions, queries
from saltmarsh.casework.identities.facts import Name, Told
from saltmarsh.casework.identities.models import Identity, Kind, Posting
from saltmarsh.foundation.keyring import actions as keys
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.identities.told import told
from tests.factories.foundation import PartnershipFactory

ROBIN = told("Robin Example")


def tell(partnership, one=ROBIN, **more):
    file_id = more.pop("file_id", None) or uuid.uuid4()
    return actions.tell(
        partnership.pk, file_id=file_id, kind=Kind.REFERRAL, told=one, **more
    )


def found(partnership, one=ROBIN):
    return [match.identity_id for match in queries.matches(partnership, one).matches]


def waiting():
    return list(
        ProcrastinateJob.objects.filter(status="todo").values_list(
            "task_name", flat=True
        )
    )


def test_what_is_told_is_sealed_and_its_job_waits(partnership):
    identity = tell(partnership)

    stored = bytes(Identity.objects.get(pk=identity.pk).sealed_told)
    assert b"Robin" not in stored
    assert identity.told["names"] == [{"text": "Robin Example", "kind": "told"}]
    assert "identities.index" in waiting()


def test_it_is_found_once_the_job_is_done(partnership):
    identity = tell(partnership)
    assert found(partnership) == []

    actions.index(partnership, identity_id=identity.pk)

    assert found(partnership) == [identity.pk]


def test_what_comes_next_is_told_after_the_indexing(partnership):
    identity = tell(partnership)

    actions.index(partnership, identity_id=identity.pk, then="identities.count_names")

    assert "identities.count_names" in waiting()


def test_an_identity_that_was_taken_away_meanwhile_is_left_alone(partnership):
    actions.index(partnership, identity_id=uuid.uuid4())

    assert not Posting.objects.exists()


def test_an_identity_that_was_erased_meanwhile_is_left_alone(partnership):
    identity = tell(partnership)
    keys.erase(partnership, file_id=identity.file_id, by=None)

    actions.index(partnership, identity_id=identity.pk)

    assert not Posting.objects.exists()


def test_changed_facts_replace_those_before(partnership):
    person = uuid.uuid4()
    before = tell(partnership, file_id=person)
    actions.index(partnership, identity_id=before.pk)

    after = actions.retell(
        partnership, file_id=person, kind=Kind.PERSON, told=told("Sasha Different")
    )
    actions.index(partnership, identity_id=after.pk)

    assert found(partnership, told("Robin Example", None)) == []
    assert found(partnership, told("Sasha Different")) == [after.pk]


def test_withdrawing_leaves_as_many_entries_and_none_that_leads_anywhere(partnership):
    identity = tell(partnership)
    actions.index(partnership, identity_id=identity.pk)
    before = Posting.objects.count()

    assert actions.withdraw(partnership, file_id=identity.file_id) == 1

    assert Posting.objects.count() == before > 0
    assert found(partnership) == []
    assert not Identity.objects.exists()


def test_names_are_counted_and_sealed(partnership):
    for text in ("Robin Example", "Robin Other", "Amina Stolport"):
        tell(partnership, told(text))
    actions.begin(partnership, is_current=True)

    actions.count_names(partnership)

    index = partnership.indexes.get()
    assert index.size == 3
    assert index.names["RPN"] == 2
    assert b"RPN" not in bytes(index.sealed_names)


def test_names_are_counted_again_when_many_came(partnership):
    for number in range(actions.FEWEST_NEW + 1):
        identity = tell(partnership, told(f"Robin Example {number}", None))
        actions.index(partnership, identity_id=identity.pk)

    assert "identities.count_names" in waiting()


def test_nothing_told_has_no_entries(partnership):
    identity = tell(partnership, Told(names=(Name("Robin"),)))

    actions.index(partnership, identity_id=identity.pk)

    assert not Posting.objects.exists()


def test_another_partnership_finds_nothing(partnership):
    identity = tell(partnership)
    actions.index(partnership, identity_id=identity.pk)

    other = PartnershipFactory()
    partnerships.enter(other)
    keyring.forget()

    assert found(other) == []


def test_names_are_not_counted_before_there_is_an_index(partnership):
    actions.count_names(partnership)

    assert not partnership.indexes.exists()


def test_what_a_rebuild_has_still_to_read_is_left_to_it(partnership):
    actions.index(partnership, identity_id=tell(partnership).pk)
    making = actions.begin(partnership)

    actions.index(partnership, identity_id=tell(partnership).pk)

    assert not Posting.objects.filter(number=making.number).exists()
