from dataclasses import replace
from random import Random

import pytest
from django.utils import timezone

from saltmarsh.casework.identities import store
from saltmarsh.casework.identities.facts import Birth, Name
from saltmarsh.casework.identities.rules import Label
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.search import actions, queries, rules
from saltmarsh.casework.search.actions import Asked, Why
from saltmarsh.foundation.keyring import actions as keyring
from tests.casework.search.people import about
from tests.casework.triage.desk import make_officer

SAME_NAME = 12
YEARS = (2007, 2008, 2009)
NAMES = ("Robin Example", "Robyn Exampel", "Example Robin", "Zbigniew Example")


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


def looked_up(member, **asked):
    return queries.looked_up(member, rules.asked(**asked), timezone.now())


def found(member, **asked):
    """Return the referrals that a search leads to."""
    made = actions.search(
        member,
        asked=Asked(rules.asked(**asked)),
        why=Why("referral"),
        now=timezone.now(),
    )
    return [one.referral for one in queries.results(made, timezone.now())]


@pytest.mark.parametrize(
    "name", ["Muhamad Chowdhury", "Choudhury Mohammed", "محمد چودھری"]
)
def test_a_name_is_found_in_any_spelling_and_script(officer, name):
    referral = about(officer, "Mohammed Choudhury")
    about(officer, "Sasha Different")

    assert found(officer, name=name)[0] == referral


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"phone": "01234 567890"}, {"phone": "+44 1234 567890"}),
        ({"email": "robin@example.org"}, {"email": "Robin@Example.org"}),
        ({"place": "SM1 4AB"}, {"place": "sm14ab"}),
    ],
)
def test_one_exact_fact_is_enough(officer, told, asked):
    referral = about(officer, "Robin Example", rules.asked(**told))

    assert found(officer, **asked) == [referral]


def test_what_may_not_be_opened_changes_nothing(officer, partnership):
    for year in (2007, 2008, 2009):
        about(officer, "Robin Example", rules.asked(year=year))
    alone = looked_up(officer, name="Robin Example", year=2008)
    for _ in range(SAME_NAME):
        about(make_officer(partnership), "Robin Example")
    about(officer, "Robin Example", is_restricted=True)
    about(officer, "Robin Example", stage=Stage.QUARANTINED)

    beside = looked_up(officer, name="Robin Example", year=2008)

    assert beside == alone
    assert beside.count == 3


@pytest.mark.parametrize("seed", range(4))
def test_any_others_change_nothing(officer, partnership, monkeypatch, seed):
    """Not in the rows, the count, the order or the bands, however many there are: also
    when the lists of the index are longer than one may be that tells people apart.
    """
    monkeypatch.setattr(store, "ROUNDS", (0, 1, 3))
    monkeypatch.setattr(store, "LONGEST", 3)
    drawn = Random(seed)  # noqa: S311 - a draw that can be repeated
    hide(officer, partnership, drawn)
    for name in ("Robin Example", "Robyn Exampel", "Sasha Example"):
        about(officer, name, rules.asked(year=drawn.choice(YEARS)))
    asked = {"name": "Robin Example", "year": 2008}
    among_some = looked_up(officer, **asked), everything(officer, "Exampel")

    hide(officer, partnership, drawn)

    assert (looked_up(officer, **asked), everything(officer, "Exampel")) == among_some
    assert among_some[0].count == 3
    assert len(among_some[0].found) == 3


def hide(officer, partnership, drawn):
    """Add referrals that the officer may not open, about people of like names."""
    elsewhere = make_officer(partnership)
    for _ in range(6):
        name, facts = drawn.choice(NAMES), rules.asked(year=drawn.choice(YEARS))
        about(elsewhere, name, facts)
        about(officer, name, facts, is_restricted=True)


def everything(officer, name):
    *_, last = queries.looked_through(officer, rules.asked(name), timezone.now())
    return last


def test_of_two_that_weigh_the_same_the_one_spelt_so_stands_first(officer):
    for name in ("Owain Marsch", "Owen Marsh", "Ewen Mersh"):
        about(officer, name)

    assert next(str(one.told.names[0]) for one in shown(officer, "Owen Marsh")) == (
        "Owen Marsh"
    )


def shown(member, name):
    made = actions.search(
        member,
        asked=Asked(rules.asked(name)),
        why=Why("referral"),
        now=timezone.now(),
    )
    return queries.results(made, timezone.now())


def test_a_rare_name_weighs_more(officer):
    """Rare among what may be opened: that others have it elsewhere says nothing."""
    born = rules.asked(year=2008)
    usual, rare = (
        about(officer, "Robin Hill", born),
        about(officer, "Zbigniew Hill", born),
    )
    for name in ("Robin Moss", "Robin Marsh", "Robin Reed", "Robin Brook"):
        about(officer, name)
    elsewhere = make_officer(officer.partnership)
    for name in ("Zbigniew Moss", "Zbigniew Marsh", "Zbigniew Reed") * 3:
        about(elsewhere, name)
    either = replace(born, names=(Name("Robin"), Name("Zbigniew")))

    first, second = queries.looked_up(officer, either, timezone.now()).found

    assert [first[0], second[0]] == [key_of(rare), key_of(usual)]


def key_of(referral):
    return str(referral.partnership.identities.get(file_id=referral.pk).pk)


def test_a_colleague_s_answer_shows_what_may_be_opened_now(officer):
    referral = about(officer, "Robin Example")
    made = actions.search(
        officer,
        asked=Asked(rules.asked("Robin Example")),
        why=Why("referral"),
        now=timezone.now(),
    )
    referral.is_restricted = True
    referral.save()

    assert queries.results(made, timezone.now()) == []


def test_what_was_erased_is_not_shown(officer, partnership):
    referral = about(officer, "Robin Example")
    made = actions.search(
        officer,
        asked=Asked(rules.asked("Robin Example")),
        why=Why("referral"),
        now=timezone.now(),
    )
    keyring.erase(partnership, file_id=referral.pk, by=None)

    assert queries.results(made, timezone.now()) == []


def test_nothing_is_found_before_there_is_an_index(officer):
    assert looked_up(officer, name="Robin Example").found == []


def test_one_name_alone_is_found_by_looking_through_every_record(officer):
    referral = about(officer, "Mohammed Choudhury")
    about(officer, "Sasha Different")
    about(officer, "Mohammed Choudhury", is_restricted=True)

    *_, last = queries.looked_through(officer, rules.asked("Chowdhury"), timezone.now())

    assert last.done == last.of == 2
    identity = officer.partnership.identities.get(file_id=referral.pk)
    assert last.answer.found[0][0] == str(identity.pk)


def test_a_reference_is_found_where_it_may_be_opened(officer, partnership):
    mine = about(officer, "Robin Example")
    other = about(make_officer(partnership), "Robin Example")

    assert queries.of_reference(officer, mine.reference, timezone.now()) == mine
    assert queries.of_reference(officer, other.reference, timezone.now()) is None


def test_a_twin_and_a_household_are_told_apart_from_the_person(officer):
    born = rules.asked(year=2008, place="SM1 4AB")
    day = replace(born, births=(Birth(2008, 3, 12),))
    about(officer, "Robin Wetherby", day)
    about(officer, "Sasha Wetherby", day)
    about(officer, "Kim Wetherby", replace(born, births=(Birth(1971, 6, 2),)))
    asked = replace(day, names=(Name("Robin Wetherby"),))

    answer = queries.looked_up(officer, asked, timezone.now())

    labels = [label for _key, _band, label in answer.found]
    assert labels[0] == Label.NONE
    assert set(labels[1:]) == {Label.TWIN, Label.HOUSEHOLD}


def test_looking_through_every_record_passes_over_what_was_erased(officer):
    about(officer, "Robin Example")
    erased = about(officer, "Robin Example")
    keyring.erase(officer.partnership, file_id=erased.pk, by=None)
    about(officer, "Sasha Different")

    last = everything(officer, "Robin")

    assert len(last.answer.found) == 1
    assert last.done == 3
