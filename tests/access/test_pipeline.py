import psycopg
import pytest
from django.db import InternalError, OperationalError, connection, transaction
from django.test import Client
from django.urls import Resolver404, URLResolver

from saltmarsh.access import pipeline
from saltmarsh.access.permissions import Role
from saltmarsh.foundation.partnerships import actions as partnerships
from tests import database
from tests.committed import apart
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


def hang_up(pid):
    """End a connection, as a database does that is started again, and wait for it."""
    address = database.address(database.APPLICATION, "postgres")
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])


def next_request():
    """Forget, as Django does between two requests, that the connection was alive."""
    connection.health_check_done = False


def test_a_request_is_answered_after_the_database_hung_up():
    def scene():
        with transaction.atomic():
            partnership = PartnershipFactory()
        browser = Client(headers={"host": partnership.hosts[0]})
        well = browser.get("/sign-in")
        before = connection.connection.info.backend_pid

        hang_up(before)
        next_request()
        after = browser.get("/sign-in")

        assert (well.status_code, after.status_code) == (200, 200)
        assert connection.connection.info.backend_pid != before

    apart(scene)


def test_a_connection_that_was_kept_is_not_asked_whether_it_is_alive():
    def scene():
        with transaction.atomic():
            partnership = PartnershipFactory()
        browser = Client(headers={"host": partnership.hosts[0]})
        browser.get("/sign-in")
        asked = []
        connection.is_usable = lambda: asked.append(1) or True

        next_request()
        browser.get("/sign-in")

        assert not asked

    apart(scene)


def test_what_the_database_refuses_is_asked_once(partnership):
    asked = []

    def fail():
        asked.append(1)
        raise OperationalError("no space left")

    with pytest.raises(OperationalError, match="no space"):
        pipeline.surely(fail)

    assert len(asked) == 1


def test_an_address_is_looked_up_once(rf, monkeypatch):
    service, visit = pipeline.Service(), rf.get("/sign-in")

    view = pipeline.view_of(visit)
    monkeypatch.delattr(URLResolver, "resolve")

    assert service.resolve_request(visit).func is view


def test_an_address_that_is_no_page_is_none(rf):
    visit = rf.get("/no-such-page")

    assert pipeline.view_of(visit) is None
    with pytest.raises(Resolver404):
        pipeline.Service().resolve_request(visit)
