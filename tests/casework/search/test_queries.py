import pytest
from django.utils import timezone

from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.search import actions, queries, rules
from saltmarsh.casework.search.actions import Asked, Why
from saltmarsh.foundation.keyring import actions as keyring
from tests.casework.search.people import about
from tests.casework.triage.desk import make_officer

SAME_NAME = 12


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
