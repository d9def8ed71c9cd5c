"""Every page × every role × here, elsewhere and restricted × reading and writing.

Generated from the addresses themselves: a page that is added is tried here at once,
and one whose arguments nobody has named a sample for fails.
"""

from functools import cache

import pytest
from django.test import Client
from django.utils import timezone

from saltmarsh.access.permissions import Permission, Role, granted
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.access.samples import NOT_RECORDS, World, arguments, make_world
from tests.architecture.routes import Route, routes
from tests.factories.foundation import MembershipFactory, TeamPlaceFactory

GONE = {404, 405}
# Pages that lead back to a list, whether the record is there or not.
LEAD_BACK = {"desk:after-allocating", "desk:remove-filter"}
METHODS = ("get", "post")
WORKING = {200, 302, 404, 405}


@cache
def pages() -> dict[str, Route]:
    return {route.name: route for route in routes()}


def guarded() -> list[str]:
    return [name for name, route in pages().items() if route.guard in set(Permission)]


def of_records() -> list[str]:
    return [
        name for name in guarded() if set(pages()[name].arguments) - set(NOT_RECORDS)
    ]


def granted_pages(role: str) -> list[str]:
    return [name for name in guarded() if pages()[name].guard in granted(role)]


def browser(world: World, role: str | None, sign_in) -> Client:
    """Return the browser of somebody with `role` in this world, in its team."""
    if role is None:
        return Client(headers={"host": world.partnership.hosts[0]})
    member = MembershipFactory(partnership=world.partnership, role=role)
    TeamPlaceFactory(partnership=world.partnership, member=member, team=world.team)
    return sign_in(role, member=member)


def answers(client: Client, route: Route, world: World) -> set[int]:
    """Return the statuses of reading from and writing to the page."""
    path = arguments(route, world)
    return {getattr(client, method)(path).status_code for method in METHODS}


def leads_to_sign_in(response) -> bool:
    """Tell whether a reader is sent to sign in, and who sent a form is asked to."""
    if response.status_code == 403:
        return 'action="/sign-in?next=' in response.text
    return response.status_code == 302 and response.url.startswith("/sign-in?")


def finds_nothing(client: Client, route: Route, world: World) -> bool:
    """Tell whether neither reading nor writing says that the record is there."""
    path = arguments(route, world)
    found = [getattr(client, method)(path) for method in METHODS]
    keys = [str(key) for key in world.records.values()]

    def is_silent(response) -> bool:
        if route.name in LEAD_BACK and response.status_code == 302:
            return not any(key in response.url for key in keys)
        return response.status_code in GONE

    return all(is_silent(response) for response in found)


@pytest.fixture
def world(partnership):
    return make_world(partnership)


def test_a_stranger_is_asked_to_sign_in(world):
    client, holes = browser(world, None, None), []
    for name in guarded():
        path = arguments(pages()[name], world)
        answered = [getattr(client, method)(path) for method in METHODS]
        asked = [response for response in answered if response.status_code != 405]
        if not asked or not all(leads_to_sign_in(response) for response in asked):
            holes.append(name)

    assert holes == []


@pytest.mark.parametrize("role", Role)
def test_a_role_without_the_permission_is_refused(role, world, sign_in):
    client = browser(world, role, sign_in)
    lacking = [name for name in guarded() if pages()[name].guard not in granted(role)]

    holes = [
        name
        for name in lacking
        if not answers(client, pages()[name], world) <= {403, 405}
    ]

    assert lacking
    assert holes == []


@pytest.mark.parametrize("role", Role)
def test_a_role_with_the_permission_finds_each_page_working(role, world, sign_in):
    client = browser(world, role, sign_in)
    statuses = {
        name: client.get(arguments(pages()[name], world)).status_code
        for name in granted_pages(role)
    }

    broken = {name: told for name, told in statuses.items() if told not in WORKING}
    assert broken == {}
    assert 200 in statuses.values()


@pytest.mark.parametrize("role", Role)
def test_another_partnership_finds_nothing(role, world, sign_in):
    """Somebody who may open such pages at home asks there for a record of ours."""
    elsewhere = make_world()
    client = browser(elsewhere, role, sign_in)

    holes = [
        name
        for name in set(granted_pages(role)) & set(of_records())
        if not finds_nothing(client, pages()[name], world)
    ]

    assert holes == []


@pytest.mark.parametrize("role", Role)
def test_a_member_of_another_partnership_is_no_member_here(role, world, sign_in):
    client = browser(make_world(), role, sign_in)
    client.defaults["HTTP_HOST"] = world.partnership.hosts[0]

    holes = [
        name
        for name in guarded()
        if not answers(client, pages()[name], world) <= {302, 403, 405}
    ]

    assert holes == []


@pytest.mark.parametrize("role", Role)
def test_what_is_restricted_is_not_found_by_its_team(role, world, sign_in):
    client = browser(world, role, sign_in)
    partnerships.enter(world.partnership)
    for record in (world.referral, world.case):
        record.is_restricted = True
        record.save()

    holes = [
        name
        for name in granted_pages(role)
        if {"reference", "case"} & set(pages()[name].arguments)
        and not finds_nothing(client, pages()[name], world)
    ]

    assert holes == []


@pytest.mark.parametrize(
    "name", [n for n, r in pages().items() if str(r.guard).startswith("holder of")]
)
def test_nobody_gets_in_without_the_secret(name, world):
    route, client = pages()[name], browser(world, None, None)

    assert answers(client, route, world) <= {302, 403, 404, 405, 410}


@pytest.mark.parametrize(
    "name",
    # /health says 503 while no worker runs, as here; it has tests of its own.
    [n for n, r in pages().items() if r.guard == "anyone" and n != "public:health"],
)
def test_an_open_page_never_breaks(name, world):
    route, client = pages()[name], browser(world, None, None)
    client.raise_request_exception = False

    assert max(answers(client, route, world)) < 500


def test_a_grant_that_has_run_out_opens_nothing(world, sign_in):
    """The matrix knows restricted and not; this is the time between."""
    client = browser(world, Role.TRIAGE_OFFICER, sign_in)
    partnerships.enter(world.partnership)
    world.referral.is_restricted = True
    world.referral.save()
    grant = world.grant_to(client.member, until=timezone.now())

    seen = world.partnership.referrals.seen_by(client.member, timezone.now())

    assert grant.until < timezone.now()
    assert world.referral not in seen
