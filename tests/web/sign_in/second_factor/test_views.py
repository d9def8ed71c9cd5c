import time

import pytest

from saltmarsh.access.guards import SECOND_FACTOR
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.audit.models import Event
from saltmarsh.web.sign_in import session


def shown(visitor, code):
    return visitor.post("/sign-in/second-factor", {"code": code})


def test_after_the_password_comes_the_code(enter, visitor, app):
    assert enter(following="/account/name")["Location"] == "/sign-in/second-factor"
    assert visitor.get("/account").status_code == 302

    response = shown(visitor, app())

    assert response["Location"] == "/account/name"
    assert visitor.session[SECOND_FACTOR]
    assert Event.objects.get(name="account.signed_in").codes == {"factor": "totp"}


def test_a_code_may_be_typed_with_spaces(enter, visitor, app):
    enter()

    assert shown(visitor, f"{app()[:3]} {app()[3:]}").status_code == 302


def test_a_wrong_code_is_refused(enter, visitor, app):
    enter()

    assert "The code is not right" in shown(visitor, "000000").content.decode()


def test_a_code_opens_once(enter, visitor, app):
    enter()
    code = app()
    shown(visitor, code)
    visitor.post("/sign-out")
    enter()

    assert "was used already" in shown(visitor, code).content.decode()
    assert shown(visitor, app(ahead=1)).status_code == 302


def test_an_older_code_than_the_one_shown_last_is_refused(enter, visitor, app):
    enter()
    shown(visitor, app())
    visitor.post("/sign-out")
    enter()

    assert shown(visitor, app(ahead=-1)).status_code == 200


def test_a_recovery_code_opens_once(enter, visitor, app, member):
    code = accounts.make_recovery_codes(member, by=member.user_id)[3]
    enter()
    assert shown(visitor, code).status_code == 302
    visitor.post("/sign-out")
    enter()

    assert "was used already" in shown(visitor, code).content.decode()


def test_too_many_codes_are_refused_even_when_one_is_right(enter, visitor, app):
    enter()
    for _ in range(10):
        shown(visitor, "000000")

    assert "too many tries" in shown(visitor, app()).content.decode()


def test_the_step_is_forgotten_after_ten_minutes(enter, visitor, app):
    enter()
    kept = visitor.session
    kept[session.PENDING] |= {"since": time.time() - 601}
    kept.save()

    assert shown(visitor, app())["Location"] == "/sign-in"


@pytest.mark.parametrize("page", ["second-factor", "passkey"])
def test_without_a_password_there_is_no_second_step(visitor, partnership, page):
    assert visitor.get(f"/sign-in/{page}")["Location"] == "/sign-in"
    assert visitor.post("/sign-in/passkey/challenge").status_code == 403


def test_where_it_is_compulsory_a_password_only_leads_to_set_up(
    enter, visitor, settings
):
    settings.SECOND_FACTOR = True

    assert enter()["Location"] == "/account/second-factor"
    assert visitor.get("/account")["Location"] == "/sign-in/second-factor"
    assert visitor.get("/sign-in/second-factor")["Location"] == "/account/second-factor"
    assert visitor.get("/account/second-factor").status_code == 200


def test_who_is_signed_in_and_has_factors_cannot_add_one_without_showing_one(
    enter, visitor, settings, app, member
):
    visitor.force_login(member.user)
    settings.SECOND_FACTOR = True

    for page in ("", "/app", "/passkey"):
        response = visitor.get(f"/account/second-factor{page}")
        assert response["Location"] == "/sign-in/second-factor"
    assert visitor.get("/sign-in/second-factor").status_code == 200
    assert shown(visitor, app()).status_code == 302


def test_a_passkey_that_is_none_is_refused(enter, visitor, app):
    enter()

    page = visitor.get("/sign-in/passkey").content.decode()
    assert 'data-challenge="/sign-in/passkey/challenge"' in page
    assert visitor.post("/sign-in/passkey/challenge").status_code == 200
    assert visitor.get("/sign-in/passkey/challenge").status_code == 403
    for answer in ("", "{}", "[]", '{"response": {"clientDataJSON": 1}}'):
        response = visitor.post("/sign-in/passkey", {"credential": answer})
        assert "not one of your passkeys" in response.content.decode()


def test_passkeys_are_not_offered_at_a_number(enter, visitor, app, partnership):
    partnership.hosts = ["127.0.0.1"]
    partnership.save()
    visitor.defaults["HTTP_HOST"] = "127.0.0.1:8000"
    enter()

    assert (
        "Passkeys do not work here" in visitor.get("/sign-in/passkey").content.decode()
    )
