from django.contrib.sessions.models import Session

from saltmarsh.access.permissions import Role
from saltmarsh.access.sessions import SessionStore


def test_a_session_that_was_ended_elsewhere_only_asks_to_sign_in(sign_in):
    member = sign_in(Role.MANAGER)
    member.member.user.sign_in_round += 1
    member.member.user.save()

    response = member.get("/account")

    assert response["Location"] == "/sign-in?next=/account"
    assert member.get("/sign-in").status_code == 200


def test_who_is_no_longer_active_is_signed_out(sign_in):
    member = sign_in(Role.MANAGER)
    member.member.user.is_active = False
    member.member.user.save()

    assert member.get("/account")["Location"] == "/sign-in?next=/account"


def test_signing_out_removes_the_session(sign_in):
    member = sign_in(Role.MANAGER)

    member.post("/sign-out")

    assert not Session.objects.exists()


def test_nobody_is_signed_in_under_a_key_that_a_stranger_chose(sign_in):
    chosen = "a" * 32
    store = SessionStore(chosen)
    assert store.get("anything") is None

    store["anything"] = 1
    store.save()

    assert store.session_key != chosen
    assert not Session.objects.filter(session_key=chosen).exists()
