import pytest
from django.db import InternalError
from django.test import Client

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.foundation import PartnershipFactory

on_test_pages = pytest.mark.urls("tests.access.pages")


@pytest.fixture
def browser(partnership):
    host = {"host": partnership.hosts[0]}
    return Client(headers=host, raise_request_exception=False)


def test_an_unknown_host_is_misdirected(partnership):
    assert Client(headers={"host": "elsewhere.example"}).get("/").status_code == 421


def test_a_host_is_known_at_any_port_and_in_any_case(partnership):
    host = partnership.hosts[0].upper() + ":8000"

    assert Client(headers={"host": host}).get("/sign-in").status_code == 200


def test_the_only_partnership_may_answer_to_any_host(partnership, settings):
    settings.ONE_PARTNERSHIP = True
    stranger = Client(headers={"host": "elsewhere.example"})

    assert stranger.get("/sign-in").status_code == 200
    PartnershipFactory()
    assert stranger.get("/sign-in").status_code == 421


@on_test_pages
def test_what_a_good_request_writes_stays(browser, partnership):
    browser.post("/write")

    assert partnership.teams.count() == 1


@on_test_pages
@pytest.mark.parametrize(("page", "status"), [("/refuse", 409), ("/fail", 500)])
def test_a_failed_request_leaves_nothing_half_written(
    browser, partnership, page, status
):
    assert browser.post(page).status_code == status
    assert partnership.teams.count() == 0


@on_test_pages
def test_a_page_that_is_only_read_cannot_write(partnership):
    with pytest.raises(InternalError, match="read-only transaction"):
        Client(headers={"host": partnership.hosts[0]}).get("/write")

    assert partnership.teams.count() == 0


def test_a_member_elsewhere_is_no_member_here(sign_in, partnership):
    member = sign_in(Role.MANAGER, elsewhere=PartnershipFactory())
    member.defaults["HTTP_HOST"] = partnership.hosts[0]
    partnerships.enter(partnership)

    assert member.get("/account").status_code == 403
