import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from saltmarsh.access.limits import too_many
from saltmarsh.access.permissions import Role
from saltmarsh.web.errors import views as errors


def asked(partnership, address="/refer", member=None):
    request = RequestFactory().get(address)
    request.partnership, request.member = partnership, member
    return request


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (errors.bad_request, 400, "could not understand"),
        (errors.forbidden, 403, "do not have an account"),
        (errors.not_found, 404, "Page not found"),
        (errors.stale_form, 403, "open for too long"),
    ],
)
def test_a_public_error_says_whom_to_call(partnership, view, status, words):
    answer = view(asked(partnership))

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert 'href="tel:999"' in answer.content.decode()
    assert 'href="tel:08000113764"' in answer.content.decode()


def test_a_number_that_a_partnership_took_away_is_not_shown(partnership):
    partnership.settings = {"content.anonymous_line": ""}

    page = errors.not_found(asked(partnership)).content.decode()

    assert "0800 789 321" not in page


def test_an_error_inside_is_a_staff_page(sign_in):
    page = sign_in(Role.AUDITOR).get("/desk/nothing/here").content.decode()

    assert "Page not found" in page
    assert "tel:999" not in page


def test_a_member_who_may_not_is_told_what_they_can_do(sign_in):
    answer = sign_in(Role.AUDITOR).get("/manage/settings")

    assert answer.status_code == 403
    assert "Your role here is: Auditor" in answer.content.decode()
    assert "read who did and opened what" in answer.content.decode()


def test_a_form_without_its_token_says_what_to_do(sign_in):
    member = sign_in(Role.ADMINISTRATOR)
    member.handler.enforce_csrf_checks = True

    answer = member.post("/manage/settings/clocks", {})

    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()


def test_a_broken_page_is_served_without_anything_else():
    answer = errors.broken(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert b"999" in answer.content
    assert b"{%" not in answer.content


def test_an_exception_leads_to_the_broken_page(monkeypatch, partnership):
    monkeypatch.setattr("saltmarsh.community.content.queries.shown", lambda: None)
    browser = Client(
        raise_request_exception=False, headers={"host": partnership.hosts[0]}
    )

    assert browser.get("/strategy").content == errors.BROKEN


def test_an_unknown_host_says_whom_to_call():
    answer = Client(headers={"host": "nobody.example"}).get("/refer")

    assert answer.status_code == 421
    assert 'href="tel:999"' in answer.content.decode()
    assert "<form" not in answer.content.decode()


def test_too_many_posts_say_whom_to_call(partnership):
    answer = too_many(asked(partnership))

    assert answer.status_code == 429
    assert 'href="tel:999"' in answer.content.decode()


def test_the_handlers_are_wired():
    assert (
        settings.CSRF_FAILURE_VIEW == "saltmarsh.web.sign_in.returning.ended.stale_form"
    )


def test_a_visitor_is_turned_away_in_their_own_language():
    browser = Client(headers={"host": "nobody.example"})
    browser.cookies["language"] = "cy"

    assert "Mewn argyfwng" in browser.get("/refer").content.decode()
    del browser.cookies["language"]
    assert "In an emergency" in browser.get("/refer").content.decode()
