import uuid

import pytest

from saltmarsh.casework.identities import actions, comparing, queries, ranking
from saltmarsh.casework.identities.facts import Birth, Name, Told
from saltmarsh.casework.identities.models import Kind
from saltmarsh.casework.identities.queries import Found, Within
from saltmarsh.casework.identities.rules import Band, Label
from saltmarsh.casework.identities.weighing import Crowd
from saltmarsh.foundation.keyring import actions as keyring
from tests.casework.identities.told import BORN, HOME, told

SWAPPED = Birth(2008, 12, 3)


@pytest.fixture
def index(partnership):
    """Return a function that tells an identity and lets it be found."""

    def _index(one: Told, kind: Kind = Kind.REFERRAL):
        file_id = uuid.uuid4()
        identity = actions.tell(partnership.pk, file_id=file_id, kind=kind, told=one)
        actions.index(partnership, identity_id=identity.pk)
        return identity

    return _index


def everything(ids):
    return ids


def test_a_misspelt_name_is_found_with_its_reasons(partnership, index):
    earlier = index(told("Mohammed Choudhury", home=HOME))

    [match] = queries.matches(partnership, told("Muhamad Chowdhury")).matches

    assert match.identity_id == earlier.pk
    assert match.file_id == earlier.file_id
    assert match.band == Band.PROBABLE
    assert "same date of birth" in [str(reason.text) for reason in match.reasons]


def test_a_search_in_arabic_finds_a_romanised_name(partnership, index):
    earlier = index(told("Mohammed Hussain"))

    found = queries.matches(partnership, told("محمد حسین", None))

    assert [match.identity_id for match in found.matches] == [earlier.pk]


def test_a_swapped_birth_is_found_under_another_name(partnership, index):
    earlier = index(told("Robin Example"))

    [match] = queries.matches(partnership, told("Roban Exemple", SWAPPED)).matches

    assert match.identity_id == earlier.pk


def test_twins_are_kept_apart_and_labelled(partnership, index):
    index(told("Amina Stolport", home=HOME))
    own = index(told("Karim Stolport", home=HOME))

    found = queries.matches(partnership, told("Karim Stolport", home=HOME))

    first, second = found.matches
    assert first.identity_id == own.pk
    assert second.label == Label.TWIN


def test_the_file_itself_is_not_among_its_matches(partnership, index):
    own = index(told("Robin Example"))

    found = queries.matches(
        partnership, told("Robin Example"), apart_from=[own.file_id]
    )

    assert found == Found()


def test_what_may_not_be_seen_changes_nothing(partnership, index):
    seen = [index(told("Robin Example", Birth(2008, 3, day))) for day in (1, 5, 9)]
    asked, allowed = told("Robin Example"), {one.pk for one in seen}
    alone = queries.matches(partnership, asked, within=Within(everything, Crowd(3)))
    for _ in range(10):
        index(told("Robin Example"))

    mine = Within(lambda ids: allowed.intersection(ids), Crowd(3))
    beside = queries.matches(partnership, asked, within=mine)

    assert beside.matches == alone.matches
    assert set(beside.opened) == allowed


def test_an_erased_identity_is_not_found(partnership, index):
    gone = index(told("Robin Example"))
    keyring.erase(partnership, file_id=gone.file_id, by=None)

    assert queries.matches(partnership, told("Robin Example")) == Found()


def test_nothing_is_found_before_there_is_an_index(partnership):
    assert queries.matches(partnership, told("Robin Example")) == Found()


def test_the_identity_of_a_file_is_the_last_one(partnership, index):
    identity = index(told("Robin Example"))

    assert queries.of_file(partnership, identity.file_id) == identity
    assert queries.of_file(partnership, uuid.uuid4()) is None


def test_found_is_narrowed_to_a_band(partnership, index):
    index(told("Robin Example"))
    index(told("Sasha Different"))

    found = queries.matches(partnership, told("Robin Example"))

    assert len(found.matches) == 2
    assert len(found.at_least(Band.POSSIBLE)) == 1


def test_two_identities_are_laid_side_by_side():
    here = told("Robin Example", SWAPPED)
    there = Told(names=(Name("Robyn Example"),), births=(BORN,), schools=("Mill",))

    rows = {one.part: one for one in comparing.compare(here, there)}

    assert rows["names"].likeness == "similar"
    assert rows["births"].likeness == "similar"
    assert rows["births"].here == "3 December 2008"
    assert rows["schools"].likeness == "missing"
    assert "phones" not in rows


def test_finding_takes_few_statements(
    partnership, index, django_assert_max_num_queries
):
    for number in range(5):
        index(told(f"Robin Example {number}"))

    with django_assert_max_num_queries(8):
        queries.matches(partnership, told("Robin Example"))


def test_strangers_with_one_thing_in_common_are_not_opened(
    partnership, index, monkeypatch
):
    monkeypatch.setattr(ranking, "FEWEST_OPENED", 1)
    own = index(told("Robin Example", home=HOME))
    index(told("Amina Stolport", Birth(1990, 1, 2), HOME))

    found = queries.matches(partnership, told("Robin Example", home=HOME))

    assert found.opened == (own.pk,)


def test_of_more_people_more_are_opened(partnership, index, monkeypatch):
    monkeypatch.setattr(ranking, "FEWEST_OPENED", 1)
    monkeypatch.setattr(ranking, "PEOPLE", 1)
    own = index(told("Robin Example", home=HOME))
    other = index(told("Amina Stolport", Birth(1990, 1, 2), HOME))

    found = queries.matches(partnership, told("Robin Example", home=HOME))

    assert set(found.opened) == {own.pk, other.pk}


def test_the_file_itself_does_not_set_what_is_enough(partnership, index, monkeypatch):
    monkeypatch.setattr(ranking, "FEWEST_OPENED", 1)
    own = index(told("Robin Example", home=HOME))
    first = index(told("Amina Stolport", Birth(1990, 1, 2), HOME))
    second = index(told("Karim Stolport", Birth(1991, 1, 2), HOME))

    found = queries.matches(
        partnership, told("Robin Example", home=HOME), apart_from=[own.file_id]
    )

    assert set(found.opened) == {first.pk, second.pk}


def test_a_list_that_tells_nobody_apart_counts_nothing(partnership, index, monkeypatch):
    monkeypatch.setattr(queries.store, "LONGEST", 2)
    for _ in range(3):
        index(told("Robin Example", None))

    assert queries.matches(partnership, told("Robin Example", None)) == Found()


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Mohammed Hussain", "محمد حسين"),
        ("محمد حسين", "Muhamad Husain"),
        ("Fatima Al-Sayed", "فاطمة السيد"),
        ("فاطمة السيد", "Fatimah Elsayed"),
        ("Yusuf Karim", "یوسف کریم"),
        ("عبد الرحمن خالد", "Abdurrahman Khaled"),
    ],
)
def test_arabic_script_and_romanised_names_find_each_other(
    partnership, index, stored, asked
):
    own = index(told(stored))
    index(told("Robin Example"))

    found = queries.matches(partnership, told(asked))

    assert found.matches[0].identity_id == own.pk
    assert found.matches[0].band == Band.PROBABLE
