import pytest

from saltmarsh.casework.likenesses.models import Answer, Likeness
from saltmarsh.casework.likenesses.rules import State
from saltmarsh.casework.links.models import Link
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.likenesses.alike import (
    MISSPELT,
    ROBIN,
    STRANGER,
    TWIN,
    about,
    restrict,
)
from tests.casework.triage.desk import make_colleague, make_officer
from tests.web.desk.pages import address, beside, change

REASON = "One birthday, one street."


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def two(officer, person=MISSPELT):
    return about(officer, ROBIN), about(officer, person)


def read(client, page, referral, *more):
    return client.get(address(page, referral, *more)).text


def test_an_earlier_referral_stands_on_top_and_follows_on_every_page(client, officer):
    earlier, later = two(officer)

    page = read(client, "referral", later)

    assert "Possible earlier referrals" in page
    assert earlier.reference in page
    assert "same date of birth" in page
    assert "Possible earlier referrals wait" in read(client, "history", later)
    assert earlier.reference in read(client, "likenesses", later)
    assert page.count("Others may exist: ask the manager.") == 2


def test_both_are_shown_side_by_side_and_linked(client, officer):
    earlier, later = two(officer)
    page = read(client, "compare", later, earlier.reference)
    assert "Robyn Weatherbee" in page
    assert "Robin Wetherby" in page
    assert "Similar" in page

    done = change(
        client, "compare", later, earlier.reference, answer="same", reasons=REASON
    )

    assert done.url == address("story", later)
    assert Link.objects.count() == 2
    assert "Say what has changed" in read(client, "referral", later)
    assert REASON in read(client, "compare", later, earlier.reference)


def test_a_twin_is_told_apart_and_not_asked_about_again(client, officer):
    earlier, twin = two(officer, TWIN)

    change(
        client,
        "compare",
        twin,
        earlier.reference,
        answer="different",
        related="yes",
        reasons="Another first name.",
    )

    assert Answer.objects.get().because["are_related"]
    assert "Possible earlier referrals" not in read(client, "referral", twin)
    listed = read(client, "likenesses", twin)
    assert "Not the same person" in listed
    assert "they are relatives" in read(client, "compare", twin, earlier.reference)


def test_an_answer_needs_its_reason(client, officer):
    earlier, later = two(officer)

    answer = change(client, "compare", later, earlier.reference)

    assert beside(answer, "answer")
    assert beside(answer, "reasons")
    assert not Answer.objects.exists()


def test_the_same_answer_twice_is_refused_beside_the_question(client, officer):
    earlier, later = two(officer)
    typed = {"answer": "unsure", "reasons": REASON}
    change(client, "compare", later, earlier.reference, **typed)

    again = change(client, "compare", later, earlier.reference, **typed)

    assert beside(again, "answer")


def test_one_that_may_not_be_opened_is_nowhere(client, officer, partnership):
    secret, later = two(officer)
    restrict(secret)
    plain = about(officer, STRANGER)

    page = read(client, "referral", later)

    assert secret.reference not in page
    assert "Possible earlier referrals" not in page
    path = address("compare", later, secret.reference)
    assert client.get(path).status_code == 404
    same = read(client, "likenesses", later).replace(later.reference, plain.reference)
    assert same.count("app-card") == read(client, "likenesses", plain).count("app-card")


def test_the_holder_decides_about_a_restricted_one(officer, sign_in, partnership):
    holder = make_officer(partnership)
    secret = about(officer, ROBIN)
    restrict(secret, holder)
    later = about(officer, MISSPELT)
    client = sign_in(holder.role, member=holder)
    notices = client.get("/desk/notices").text
    assert "restricted to you" in notices
    page = read(client, "compare", secret, later.reference)
    assert "Robyn Weatherbee" in page
    assert f'href="{address("referral", later)}"' not in page
    assert client.get(address("referral", later)).status_code == 404

    change(
        client,
        "compare",
        secret,
        later.reference,
        answer="different",
        reasons="Another child.",
    )

    partnerships.enter(partnership)
    assert Likeness.objects.get().state == State.DIFFERENT
    assert "restricted to you" not in client.get("/desk/notices").text


def test_looking_again_is_a_press_that_is_logged(client, officer):
    referral = about(officer, ROBIN)
    assert client.get(address("look-again", referral)).status_code == 302
    assert not Event.objects.filter(name="likeness.asked").exists()

    client.post(address("look-again", referral))

    assert Event.objects.get(name="likeness.asked").by == officer.user_id


def test_weaker_matches_need_a_purpose(client, officer):
    weak = about(officer, {"names": "Robin Wetherby-Jones"})
    later = about(officer, ROBIN)
    refused = client.post(address("weaker", later), {})
    assert weak.reference not in refused.text
    assert beside(refused, "purpose")

    shown = client.post(address("weaker", later), {"purpose": "known"})

    assert weak.reference in shown.text
    event = Event.objects.get(name="likeness.weaker_shown")
    assert event.codes == {"purpose": "known", "opened": "1"}


def test_an_undecided_one_stands_in_the_way_of_closing(client, officer):
    earlier, later = two(officer)
    assert "It cannot be closed before" in read(client, "close", later)

    change(
        client,
        "compare",
        later,
        earlier.reference,
        answer="unsure",
        reasons="The school is asked.",
    )

    close = read(client, "close", later)
    assert "It cannot be closed before" not in close
    assert "Somebody is or was unsure" in close


def test_the_inbox_says_what_may_be_a_repeat(client, officer):
    two(officer)

    assert client.get("/desk").text.count("Possible repeat") == 2


def test_undoing_a_link_remembers_that_it_is_not_the_same(client, officer):
    earlier, later = two(officer)
    change(client, "link", later, earlier=earlier.reference, reasons=REASON)
    [link] = Link.objects.filter(referral=later)

    change(client, "undo-link", later, link.pk, reasons="Another street.")

    assert Likeness.objects.get().state == State.DIFFERENT
    assert "Possible earlier referrals" not in read(client, "referral", later)


def test_a_reader_who_decides_nothing_is_offered_nothing(officer, sign_in):
    earlier, later = two(officer)
    chair = make_colleague(officer, role="panel_chair")
    client = sign_in("panel_chair", member=chair)

    page = read(client, "referral", later)

    assert earlier.reference in page
    assert "Compare and decide" not in page
    path = address("compare", later, earlier.reference)
    assert client.get(path).status_code == 403
