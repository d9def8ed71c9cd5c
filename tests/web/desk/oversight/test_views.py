from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.oversight import queries
from tests.casework.cases.room import make_case
from tests.casework.triage.desk import arrived, make_colleague, make_officer

PAGE = "desk:oversight"


@pytest.fixture
def manager(partnership):
    return make_officer(partnership, role="manager")


@pytest.fixture
def client(manager, sign_in):
    return sign_in("manager", member=manager)


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def test_the_page_says_so_when_nothing_is_overdue(client):
    assert "Nothing is overdue" in client.get(reverse(PAGE)).text


def test_what_is_overdue_is_listed_with_owner_days_and_a_link(client, manager):
    case = make_case(manager, due_at=days_ago(5), due_for="gather")

    page = client.get(reverse(PAGE)).text

    assert reverse("desk:case", args=[case.reference]) in page
    assert "Gather information, and list it for the panel" in page
    assert str(manager) in page
    assert "days late" in page


def test_the_list_is_narrowed_to_an_owner_or_a_kind(client, manager):
    other = make_colleague(manager)
    case = make_case(manager, due_at=days_ago(5), due_for="gather")
    referral = arrived(manager, due_at=days_ago(2), due_for="decide", owner=other)

    def shown(**asked):
        page = client.get(reverse(PAGE), asked).text
        return case.reference in page, referral.reference in page

    assert shown() == (True, True)
    assert shown(owner=str(other.pk)) == (False, True)
    assert shown(kind="case") == (True, False)
    assert shown(kind="nothing") == (False, False)


def test_long_lists_have_pages_that_keep_what_was_asked_for(client, manager):
    for _each in range(26):
        arrived(manager, due_at=days_ago(2), due_for="decide")

    page = client.get(reverse(PAGE), {"kind": "referral"}).text

    assert "?kind=referral&amp;page=2" in page
    assert page.count("/desk/referrals/") == 25


def test_a_chair_sees_what_they_may_open(manager, sign_in):
    chair = make_colleague(manager, role="panel_chair")
    case = make_case(manager, due_at=days_ago(5), due_for="gather")
    hidden = make_case(
        manager, due_at=days_ago(5), due_for="gather", is_restricted=True
    )

    page = sign_in("panel_chair", member=chair).get(reverse(PAGE)).text

    assert case.reference in page
    assert hidden.reference not in page


def test_an_officer_has_no_such_page(manager, sign_in):
    officer = make_colleague(manager)
    client = sign_in(officer.role, member=officer)

    assert client.get(reverse(PAGE)).status_code == 403


def of_days(name, day):
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}-{part}": value for part, value in parts.items()}


def test_how_long_stages_took_is_drawn_and_told(client, manager):
    case = make_case(manager)
    cases.list_for_panel(case, reasons="All.", version=None, by=manager)

    page = client.get(reverse("desk:durations")).text

    assert "<svg" in page
    assert "Gathering information" in page
    assert str(manager) not in page.split("<main", 1)[1]


def test_a_period_can_be_chosen_and_a_wrong_one_is_said(client, manager):
    case = make_case(manager)
    cases.list_for_panel(case, reasons="All.", version=None, by=manager)
    old, older = days_ago(400), days_ago(900)

    def shown(since, until):
        asked = of_days("since", since) | of_days("until", until)
        return client.get(reverse("desk:durations"), asked).text

    assert shown(older, old).count("Nothing left a stage in this period") == 2
    assert "The last day is before the first" in shown(old, older)
    assert "must be the same as or after" in shown(date(1999, 1, 1), old)
    assert "must be today or in the past" in shown(older, date(9999, 12, 31))


def test_a_list_that_is_cut_off_says_so(client, manager, monkeypatch):
    said = "that are the longest late are listed and counted"
    make_case(manager, due_at=days_ago(3), due_for="gather")
    assert said not in client.get(reverse(PAGE)).text

    monkeypatch.setattr(queries, "MOST_OF_A_KIND", 1)
    assert said in client.get(reverse(PAGE)).text
