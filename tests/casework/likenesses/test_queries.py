from django.utils import timezone

from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses import queries
from saltmarsh.casework.likenesses.rules import Given, State
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.keyring import actions as keyring
from tests.casework.likenesses.alike import (
    MISSPELT,
    ROBIN,
    STRANGER,
    TWIN,
    about,
    others,
    restrict,
    shown,
)
from tests.casework.triage.desk import make_officer


def now():
    return timezone.now()


def test_a_likeness_says_what_agrees_and_what_does_not(partnership):
    officer = make_officer(partnership)
    about(officer, ROBIN)

    [one] = shown(about(officer, TWIN), officer)

    assert "same date of birth" in one.agrees
    assert "same surname" in one.agrees
    assert "different first name" in one.differs
    assert "perhaps a twin" in one.label or "perhaps a relative" in one.label
    assert one.is_open_to_me


def test_what_may_not_be_opened_changes_nothing(partnership):
    officer = make_officer(partnership)
    seen = about(officer, ROBIN)
    later = about(officer, MISSPELT)
    before = [one.other for one in shown(later, officer)]
    restrict(about(officer, ROBIN))
    elsewhere = make_officer(partnership)
    about(elsewhere, ROBIN)

    assert before == [seen]
    assert [one.other for one in shown(later, officer)] == before
    assert queries.waiting(later, officer, now()) == 1


def test_a_holder_compares_a_restricted_one_with_what_they_may_not_open(partnership):
    officer, holder = make_officer(partnership), make_officer(partnership)
    later = about(officer, MISSPELT)
    secret = about(officer, ROBIN)
    restrict(secret, holder)

    [one] = shown(secret, holder)

    assert not one.is_open_to_me
    assert list(queries.others(secret, holder, now())) == [later]


def test_two_that_links_have_joined_are_not_asked_about(partnership):
    officer = make_officer(partnership)
    first, second = about(officer, ROBIN), about(officer, MISSPELT)
    middle = about(officer, STRANGER)
    links.link(middle, earlier=first, reason="One school.", by=officer.user)

    links.link(second, earlier=middle, reason="One school.", by=officer.user)

    assert others(second, officer) == []


def test_the_inbox_knows_which_ones_wait(partnership):
    officer = make_officer(partnership)
    one, two, lone = (about(officer, each) for each in (ROBIN, MISSPELT, STRANGER))

    asked = Referral.objects.annotate(waits=queries.open_beside(officer.pk, now()))

    assert set(asked.filter(waits=True)) == {one, two}
    assert lone in asked.filter(waits=False)


def test_an_unsure_answer_is_known(partnership):
    officer = make_officer(partnership)
    earlier, later = about(officer, ROBIN), about(officer, MISSPELT)
    assert not queries.is_unsure(later, officer, now())

    given = Given(State.UNSURE, "The school is asked.")
    likenesses.answer(later, other=earlier, given=given, by=officer.user)

    assert queries.is_unsure(later, officer, now())
    [answer] = queries.answers(queries.between(earlier, later))
    assert answer.because["words"] == "The school is asked."
    assert queries.answers(None) == []


def test_when_it_was_looked_at_is_known(partnership):
    officer = make_officer(partnership)

    assert queries.looked_at(about(officer, ROBIN)) <= now()


def test_weak_ones_are_of_what_may_be_opened(partnership):
    officer = make_officer(partnership)
    weak = {"names": "Robin Wetherby-Jones", "date_of_birth": {"year": 1990}}
    secret, seen = about(officer, weak), about(officer, weak)
    restrict(secret)

    found, opened = queries.weaker(about(officer, ROBIN), officer, now())

    assert [one.other for one in found] == [seen]
    assert len(opened) == 1


def test_an_erased_likeness_says_nothing(partnership):
    officer = make_officer(partnership)
    about(officer, ROBIN)
    later = about(officer, MISSPELT)
    keyring.erase(partnership, file_id=later.pk, by=None)

    [one] = shown(later, officer)

    assert (one.agrees, one.differs) == ([], [])
