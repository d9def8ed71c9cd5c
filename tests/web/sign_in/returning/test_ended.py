"""A form that is sent after the session has ended, and the way back to it."""

import html
import time

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saltmarsh.access import carrying
from saltmarsh.access.guards import SECOND_FACTOR
from saltmarsh.access.permissions import Role
from saltmarsh.foundation.audit.models import Event
from saltmarsh.web.sign_in import session
from tests.casework.gathering.asked import make_request
from tests.casework.triage.desk import make_colleague
from tests.web.desk.pages import address
from tests.web.hidden import carried_in, hidden_in
from tests.web.sign_in.conftest import PASSWORD
from tests.web.sign_in.returning.conftest import WORDS, where


def shows(page):
    """Tell whether the words stand on the page, to be read."""
    read = html.unescape(page.text).replace("\r\n", "\n")
    return f">{WORDS.replace(chr(13), '')}</textarea>" in read


def test_what_was_typed_comes_back_after_the_password(ended):
    door = ended.write()
    assert door.status_code == 403
    assert "Your session has ended" in door.text
    assert "no-store" in door["Cache-Control"]
    assert "Add a note" not in door.text

    wrong = ended.enter(door, password="not it at all")
    assert "is not right" in wrong.text
    inside = ended.enter(wrong)
    assert PASSWORD not in inside.text
    page = ended.go_on(inside)

    assert shows(page)
    assert 'value="panel" checked' in page.text
    assert "Nothing was sent yet" in page.text
    assert "There is a problem" not in page.text
    assert not ended.referral.notes.exists()
    sent = hidden_in(page.text) | {"text": WORDS, "visibility": "panel"}
    assert ended.client.post(ended.path, sent).status_code == 302
    assert ended.referral.notes.get().text == WORDS.replace("\r\n", "\n")


def test_what_was_typed_goes_through_the_second_factor(ended, app):
    code_page = ended.enter(ended.write())
    assert "Prove that it is you" in code_page.text
    assert PASSWORD not in code_page.text

    wrong = ended.go_on(code_page, code="000000")
    assert "The code is not right" in wrong.text
    code = app()
    inside = ended.go_on(wrong, code=code)

    assert code not in inside.text
    assert shows(ended.go_on(inside))
    assert ended.client.session[SECOND_FACTOR]


def test_what_was_typed_goes_from_the_code_to_the_passkey_and_back(ended, app):
    code_page = ended.enter(ended.write())
    passkey = code_page.wsgi_request.path
    assert passkey == "/sign-in"
    following = {"next": ended.path}

    asked = carried_in(code_page.text) | {"code": "", "other_way": "yes"}
    page = ended.client.post("/sign-in/passkey", asked, query_params=following)
    assert "not one of your passkeys" not in page.text
    failed = ended.client.post(
        "/sign-in/passkey",
        carried_in(page.text) | {"credential": "{}"},
        query_params=following,
    )
    assert "not one of your passkeys" in failed.text
    back = ended.go_on(failed, other_way="yes")

    assert "There is a problem" not in back.text
    assert shows(ended.go_on(ended.go_on(back, code=app())))


def test_what_was_typed_outlives_a_second_step_that_took_too_long(ended, app):
    code_page = ended.enter(ended.write())
    kept = ended.client.session
    kept[session.PENDING] |= {"since": time.time() - 601}
    kept.save()

    again = ended.go_on(code_page, code=app())

    assert "Email address" in again.text
    code_page = ended.enter(again)
    assert shows(ended.go_on(ended.go_on(code_page, code=app(ahead=1))))


def test_what_was_typed_waits_while_a_second_factor_is_set_up(ended, settings):
    settings.SECOND_FACTOR = True
    waiting = ended.enter(ended.write())
    assert "First set up a second factor" in waiting.text

    early = ended.go_on(waiting)
    assert early.status_code == 403
    assert "First set up a second factor" in early.text
    held = ended.client.session
    held[SECOND_FACTOR] = True
    held.save()

    assert shows(ended.go_on(early))


def test_who_has_yet_to_show_a_second_factor_keeps_what_they_typed(desk, app, settings):
    settings.SECOND_FACTOR = True
    held = desk.client.session
    held[SECOND_FACTOR] = False
    held.save()

    code_page = desk.write()

    assert code_page.status_code == 403
    assert "Prove that it is you" in code_page.text
    assert shows(desk.go_on(desk.go_on(code_page, code=app())))


def test_who_signed_in_elsewhere_meanwhile_goes_straight_on(ended):
    door = ended.write()
    ended.sign_in()

    inside = ended.go_on(door)

    assert "Show it again" in inside.text
    assert shows(ended.go_on(inside))


def test_another_role_is_not_shown_what_was_typed(ended):
    clerk = make_colleague(ended.officer, role=Role.ADMINISTRATOR)
    clerk.user.password = ended.officer.user.password
    clerk.user.save()

    answer = ended.enter(ended.write(), email=clerk.user.email)

    assert (answer.status_code, answer.url) == (302, ended.path)
    assert ended.client.get(answer.url).status_code == 403
    brought = {"brought": "yes", "brought-text": WORDS}
    page = ended.client.post(ended.path, brought)
    assert page.status_code == 403
    assert "Twice" not in page.text


def test_who_may_not_see_the_record_is_not_shown_what_was_typed(ended):
    stranger = make_colleague(ended.officer)
    ended.officer = stranger
    ended.sign_in()
    ended.referral.is_restricted = True
    ended.referral.save()

    page = ended.client.post(ended.path, {"brought": "yes", "brought-text": WORDS})

    assert page.status_code == 404
    assert "Twice" not in page.text


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "x"])
def test_nothing_is_carried_to_another_site(ended, place):
    carried = carried_in(ended.write().text)
    known = {"email": ended.officer.user.email, "password": PASSWORD}

    answer = ended.client.post(
        "/sign-in", carried | known, query_params={"next": place}
    )

    assert answer.status_code == 302
    assert "evil" not in answer.url


def test_a_press_that_carries_nothing_says_so_and_leads_back(ended):
    door = ended.client.post(address("mark-read", ended.referral))

    assert door.status_code == 403
    assert "so nothing was sent" in door.text
    assert carried_in(door.text) == {}
    answer = ended.enter(door)
    assert answer.url == address("mark-read", ended.referral)
    assert ended.client.get(answer.url).status_code == 302


def test_words_that_no_page_takes_can_be_copied(desk):
    brought = {"brought": "yes", "brought-why": "Two words, & more"}

    page = desk.client.post(address("mark-read", desk.referral), brought)

    assert "could not be put back" in page.text
    assert "Two words, &amp; more" in page.text
    assert f'href="{address("messages", desk.referral)}"' in page.text


def test_words_whose_question_is_gone_can_be_copied(desk):
    brought = {"brought": "yes", "brought-gone": "Two words"}

    page = desk.client.post(address("notes", desk.referral), brought)

    assert "copy it from here" in page.text
    assert "Two words" in page.text


def test_what_came_back_is_never_acted_on(desk):
    before = Event.objects.exclude(name="page.opened").count()
    brought = {"brought": "yes", "brought-version": "1"}

    answer = desk.client.post(address("take", desk.referral), brought)

    assert answer.url == address("referral", desk.referral)
    desk.referral.refresh_from_db()
    assert desk.referral.owner is None
    assert Event.objects.exclude(name="page.opened").count() == before


def test_what_is_typed_to_prove_who_one_is_is_never_carried(ended):
    page = ended.client.post(
        "/account/password", {"current": PASSWORD, "password": "four calling birds"}
    )
    code = ended.client.post("/account/second-factor/app", {"code": "123456"})

    for text in (page.text, code.text):
        assert carried_in(text) == {}
        assert not {"four calling birds", PASSWORD, "123456"} & set(text.split('"'))
    assert hidden_in(page.text)["csrfmiddlewaretoken"]


def test_documents_stay_behind_and_the_page_names_them(ended):
    asked = make_request(ended.officer)
    path = f"/partners/requests/{asked.pk}"
    file = SimpleUploadedFile("letter from school.pdf", b"%PDF-1.4")

    door = ended.client.post(path, {"words": "He is well.", "documents": file})

    assert "letter from school.pdf" in door.text
    assert carried_in(door.text)["left_behind"] == ["letter from school.pdf"]


def test_more_than_a_page_can_carry_is_said_before_it_is_lost(ended, monkeypatch):
    monkeypatch.setattr(carrying, "MOST_BYTES", 100)

    door = ended.write("word " * 40)

    assert "too long to be kept" in door.text
    assert carried_in(door.text) == {}


@pytest.fixture
def strict(desk):
    """Return the desk in a browser whose tokens are checked."""
    desk.client = Client(
        enforce_csrf_checks=True,
        headers={
            "host": desk.officer.partnership.hosts[0],
            "origin": f"http://{desk.officer.partnership.hosts[0]}",
        },
    )
    desk.sign_in()
    desk.token = hidden_in(desk.client.get(desk.path).text)["csrfmiddlewaretoken"]
    return desk


def send(desk, **headers):
    typed = {"text": WORDS, "csrfmiddlewaretoken": desk.token}
    return desk.client.post(desk.path, typed, headers=headers)


def test_the_token_outlives_the_session(strict):
    Session.objects.all().delete()

    door = send(strict)

    assert "Your session has ended" in door.text
    token = hidden_in(door.text)["csrfmiddlewaretoken"][0]
    inside = strict.enter(door, csrfmiddlewaretoken=token)
    token = hidden_in(inside.text)["csrfmiddlewaretoken"][0]
    assert shows(strict.go_on(inside, csrfmiddlewaretoken=token))


@pytest.mark.parametrize("is_in", [True, False])
def test_a_page_that_is_older_than_the_sign_in_keeps_what_was_typed(strict, is_in):
    strict.client.cookies["__Host-csrf"] = "n" * 32
    if not is_in:
        Session.objects.all().delete()

    stale = send(strict)

    assert stale.status_code == 403
    assert ("open for too long" in stale.text) == is_in
    assert carried_in(stale.text)["brought-text"] == [WORDS]
    assert not strict.referral.notes.exists()


def test_an_old_press_is_not_made_up_for(strict):
    strict.client.cookies["__Host-csrf"] = "n" * 32
    path = address("take", strict.referral)

    stale = strict.client.post(path, {"csrfmiddlewaretoken": strict.token})

    assert "Nothing was sent. On the next page, do it again" in stale.text
    token = hidden_in(stale.text)["csrfmiddlewaretoken"][0]
    landed = strict.go_on(stale, csrfmiddlewaretoken=token)
    assert landed.url == address("referral", strict.referral)
    strict.referral.refresh_from_db()
    assert strict.referral.owner is None


def test_a_step_of_signing_in_that_is_too_old_keeps_what_was_typed(strict):
    Session.objects.all().delete()
    door = send(strict)
    strict.client.cookies["__Host-csrf"] = "n" * 32

    stale = strict.enter(door)

    assert stale.status_code == 403
    token = hidden_in(stale.text)["csrfmiddlewaretoken"][0]
    assert where(stale).startswith("/sign-in?next=")
    again = strict.go_on(stale, csrfmiddlewaretoken=token)
    assert "Email address" in again.text
    assert carried_in(again.text)["brought-text"] == [WORDS]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_what_another_site_sends_is_dropped(strict, origin):
    strict.client.cookies["__Host-csrf"] = "n" * 32

    stale = send(strict, origin=origin)

    assert stale.status_code == 403
    assert "Twice" not in stale.text


def test_a_stale_form_for_another_role_is_dropped(strict):
    clerk = make_colleague(strict.officer, role=Role.ADMINISTRATOR)
    strict.client.cookies["__Host-csrf"] = "n" * 32
    strict.officer = clerk
    strict.sign_in()

    stale = send(strict)

    assert stale.status_code == 403
    assert "Twice" not in stale.text
