from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.search import actions, rules
from saltmarsh.casework.search.actions import Asked, TooLittle, Why
from saltmarsh.casework.search.models import Search
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from tests.casework.search.people import about
from tests.casework.triage.desk import make_officer

NAME = Asked(rules.asked("Robin Example"))
ONE_NAME = Asked(rules.asked("Robin"))
WHY = Why("partner")


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


def search(member, asked=NAME, why=WHY):
    return actions.search(member, asked=asked, why=why, now=timezone.now())


def search_all(member, asked=ONE_NAME, why=WHY):
    return actions.search_all(member, asked=asked, why=why, now=timezone.now())


def test_a_search_leaves_one_event_without_its_words(officer):
    about(officer, "Robin Example")

    made = search(officer)

    [event] = Event.objects.filter(name="person.searched")
    [identity] = officer.partnership.identities.all()
    assert event.subject_ids == [made.pk, identity.pk]
    assert event.by == officer.user_id
    assert event.codes == {
        "purpose": "partner",
        "how": "index",
        "opened": "1",
        "found": "1",
    }


def test_another_purpose_is_kept_sealed(officer):
    made = search(officer, why=Why("other", "A court asks."))

    assert Search.objects.get().reason == "A court asks."
    assert b"court" not in bytes(made.sealed_reason)
    with pytest.raises(Refused, match="what the search is for"):
        search(officer, why=Why("other"))


def test_one_name_alone_is_too_little(officer):
    with pytest.raises(TooLittle, match="one more fact") as refusal:
        search(officer, ONE_NAME)

    assert refusal.value.can_be_scanned
    assert not Search.objects.exists()


def test_a_year_alone_cannot_be_looked_through(officer):
    with pytest.raises(TooLittle) as refusal:
        search(officer, Asked(rules.asked(year=2008)))
    assert not refusal.value.can_be_scanned

    with pytest.raises(Refused, match="a name or a place"):
        search_all(officer, Asked(rules.asked(year=2008)))


def test_a_reference_needs_nothing_else(officer):
    assert search(officer, Asked(rules.asked(), "K7M2-9QXP")).found == []


def test_every_record_is_looked_through_in_steps(officer):
    about(officer, "Robin Example")
    made = search_all(officer)
    assert made.finished_at is None

    for _ in actions.scan(officer.partnership, search_id=made.pk):
        made.refresh_from_db()
        assert (made.done, made.of) == (1, 1)

    made.refresh_from_db()
    assert made.finished_at
    assert len(made.found) == 1
    [event] = Event.objects.filter(name="person.searched")
    assert event.codes["how"] == "every record"


def test_a_search_that_is_done_is_not_done_again(officer):
    made = search(officer)

    assert list(actions.scan(officer.partnership, search_id=made.pk)) == []


def test_a_look_through_nothing_ends(officer):
    made = search_all(officer)

    assert list(actions.scan(officer.partnership, search_id=made.pk)) == []

    made.refresh_from_db()
    assert made.found == []


def test_the_words_and_the_answer_are_forgotten(officer):
    made, now = search(officer), timezone.now()
    assert actions.forget(officer.partnership, now=now) == 0

    later = now + timedelta(minutes=actions.KEPT_MINUTES + 1)
    assert actions.forget(officer.partnership, now=later) == 1

    made.refresh_from_db()
    assert made.asked is None
    assert made.found is None
    assert made.reason == ""
