from dataclasses import replace

import pytest
from django.utils import timezone

from saltmarsh.casework.identities import actions as identities
from saltmarsh.casework.identities import queries as found
from saltmarsh.casework.people import actions
from saltmarsh.casework.people.models import Fact
from saltmarsh.casework.search import queries as search
from saltmarsh.casework.search import rules as asking
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.keyring.fields import Erased
from saltmarsh.foundation.refusals import Refused
from tests.casework.people.facts import NAME, SCHOOL
from tests.casework.triage.desk import arrived, make_officer


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


def test_a_fact_is_sealed_and_leaves_an_event_of_codes(officer):
    referral = arrived(officer)

    fact = actions.add(referral, learnt=NAME, by=officer.user)

    assert Fact.objects.get().value["text"] == "Robyn Exemplar"
    assert b"Exemplar" not in bytes(fact.sealed_value)
    event = Event.objects.get(name="fact.added")
    assert event.subject_ids == [fact.pk, referral.pk]
    assert event.codes == {"kind": "name", "source": "person", "certainty": "certain"}


def test_the_index_follows_a_fact(officer, partnership):
    referral = arrived(officer)

    actions.add(referral, learnt=NAME, by=officer.user)

    [identity] = partnership.identities.filter(file_id=referral.pk)
    identities.index(partnership, identity_id=identity.pk)
    asked = asking.asked("Exemplar Robyn")
    answer = search.looked_up(officer, asked, timezone.now())
    assert answer.found[0][0] == str(identity.pk)
    names = found.of_file(partnership, referral.pk).told["names"]
    assert [name["text"] for name in names] == ["Robyn Exemplar", "Robin Example"]


def test_a_correction_keeps_what_it_corrects(officer):
    first = actions.add(arrived(officer), learnt=SCHOOL, by=officer.user)
    right = replace(SCHOOL, value={"text": "Hill School"})

    new = actions.correct(first, learnt=right, why="Misheard.", by=officer.user)

    first.refresh_from_db()
    assert first.value == SCHOOL.value
    assert new.why == "Misheard."
    assert list(Fact.objects.standing()) == [new]
    assert Event.objects.filter(name="fact.corrected").count() == 1


def test_a_correction_says_what_was_wrong(officer):
    first = actions.add(arrived(officer), learnt=SCHOOL, by=officer.user)

    with pytest.raises(Refused, match="why"):
        actions.correct(first, learnt=SCHOOL, why=" ", by=officer.user)

    assert Fact.objects.count() == 1


def test_two_people_do_not_correct_the_same_fact(officer):
    first = actions.add(arrived(officer), learnt=SCHOOL, by=officer.user)
    actions.correct(first, learnt=SCHOOL, why="Moved.", by=officer.user)

    with pytest.raises(Refused, match="already"):
        actions.correct(first, learnt=SCHOOL, why="Moved.", by=officer.user)


def test_a_fact_that_says_nothing_is_refused(officer):
    with pytest.raises(Refused, match="Enter what you know"):
        actions.add(arrived(officer), learnt=replace(SCHOOL, value={}), by=officer.user)


def test_a_fact_is_erased_with_its_referral(officer, partnership):
    referral = arrived(officer)
    fact = actions.add(referral, learnt=SCHOOL, by=officer.user)

    keyring.erase(partnership, file_id=referral.pk, by=None)

    with pytest.raises(Erased):
        assert Fact.objects.get(pk=fact.pk).value
