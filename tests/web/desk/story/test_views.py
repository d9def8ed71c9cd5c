import pytest

from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses.rules import Given, State
from saltmarsh.casework.links.models import Meaning
from tests.casework.likenesses.alike import MISSPELT, ROBIN, about, restrict
from tests.casework.triage.desk import make_colleague, make_officer
from tests.web.desk.pages import address, beside, change

MEANING = "The same worry, and now with a weapon."


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


@pytest.fixture
def linked(officer):
    earlier, later = about(officer, ROBIN), about(officer, MISSPELT)
    given = Given(State.SAME, "One street.")
    likenesses.answer(later, other=earlier, given=given, by=officer.user)
    return earlier, later


def read(client, page, referral):
    return client.get(address(page, referral)).text


def test_the_story_has_every_referral_with_its_worry(client, linked):
    earlier, later = linked

    page = read(client, "story", later)

    assert page.count("Robin has begun to talk of hurting people.") == 2
    assert earlier.reference in page
    assert "<svg" in page


def test_what_they_mean_together_is_asked_at_the_new_one_and_kept(client, linked):
    earlier, later = linked
    assert "What has changed" in read(client, "story", later)
    assert "What has changed, and" not in read(client, "story", earlier)
    assert beside(change(client, "story", later, meaning=" "), "meaning")

    change(client, "story", later, meaning=MEANING)

    assert Meaning.objects.get().text == MEANING
    assert MEANING in read(client, "story", earlier)
    assert "Say what has changed" not in read(client, "referral", later)
    assert 'id="id_together"' not in read(client, "close", later)
    assert 'id="id_together"' in read(client, "close", earlier)


def test_what_may_not_be_opened_is_not_in_the_story(client, linked):
    earlier, later = linked
    restrict(earlier)

    page = read(client, "story", later)

    assert earlier.reference not in page
    assert "What has changed, and" not in page
    assert "Others may exist: ask the manager." in page


def test_who_only_reads_says_nothing(officer, linked, sign_in):
    _earlier, later = linked
    chair = make_colleague(officer, role="panel_chair")
    client = sign_in("panel_chair", member=chair)
    assert "What has changed, and" not in read(client, "story", later)

    change(client, "story", later, meaning=MEANING)

    assert not Meaning.objects.exists()


def test_a_meaning_of_one_referral_alone_is_refused(client, officer):
    lone = about(officer, ROBIN)

    answer = change(client, "story", lone, meaning=MEANING)

    assert answer.status_code == 200
    assert not Meaning.objects.exists()
