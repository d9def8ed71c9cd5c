import pytest
from django.db import InternalError

from saltmarsh.access.guards import SECOND_FACTOR, anyone, holder, requires
from saltmarsh.access.permissions import Permission, Role


def test_an_open_page_says_so():
    @anyone
    def page(request):
        """A page for the public."""

    assert page.guard == "anyone"


def test_a_page_says_what_it_requires():
    @requires(Permission.AUDIT_READ)
    def page(request):
        """A page for those who read the log."""

    assert page.guard == Permission.AUDIT_READ


def test_a_page_says_which_secret_opens_it():
    class Receipt:
        kind = "receipt"

    @holder(Receipt())
    def page(request):
        """A page for the holder of a receipt."""

    assert page.guard == "holder of a receipt"


def test_a_stranger_is_asked_to_sign_in_and_comes_back(visitor):
    response = visitor.get("/account/name")

    assert response["Location"] == "/sign-in?next=/account/name"


def test_a_password_alone_opens_nothing_where_a_second_factor_is_compulsory(
    sign_in, settings
):
    settings.SECOND_FACTOR = True
    member = sign_in(Role.MANAGER)
    session = member.session
    session[SECOND_FACTOR] = False
    session.save()

    assert member.get("/account")["Location"] == "/sign-in/second-factor"


@pytest.mark.urls("tests.access.pages")
def test_what_is_brought_back_writes_nothing_even_where_the_page_would(sign_in):
    member = sign_in(Role.MANAGER)

    assert member.post("/act").text == "written"
    with pytest.raises(InternalError, match="read-only"):
        member.post("/act", {"brought": "yes", "brought-text": "Two words"})


@pytest.mark.parametrize("role", ["caretaker", ""])
def test_a_role_that_nobody_has_heard_of_opens_nothing(sign_in, role):
    assert sign_in(role).get("/account/name").status_code == 403
