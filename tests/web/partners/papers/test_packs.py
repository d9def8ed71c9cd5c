"""The papers of a meeting as one PDF, as somebody of the panel opens it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases import sight
from saltmarsh.casework.packs import actions as packs
from saltmarsh.foundation.audit.models import Event
from tests.casework.meetings.room import make_meeting, on_agenda, other, panel_member
from tests.casework.packs.printing import packed, print_all
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_officer
from tests.foundation.documents.legible import pages_of


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(Role.PANEL_MEMBER, member=panel_member(officer))


@pytest.fixture
def meeting(officer, client):
    return packed(officer, client.member)


@pytest.fixture
def items(officer, meeting):
    made = [on_agenda(meeting, listed(officer), by=officer) for _ in "ab"]
    print_all(meeting)
    return made


def at(meeting):
    return reverse("partners:pack", args=[meeting.pk])


def test_the_pack_is_stamped_on_every_page_and_each_opening_logged(
    client, meeting, items
):
    assert (
        at(meeting) in client.get(reverse("partners:meeting", args=[meeting.pk])).text
    )
    assert "It holds 2 cases." in client.get(at(meeting)).text

    given = client.post(at(meeting))

    assert given["Content-Type"] == "application/pdf"
    assert given["Content-Disposition"].startswith("attachment")
    assert given["Cache-Control"].startswith("no-store")
    pages = pages_of(given.content)
    email = client.member.user.email
    assert all(f"{client.member.user.name}, {email}" in page for page in pages)
    assert all(item.case.reference in " ".join(pages) for item in items)
    event = Event.objects.filter(subject="partners:pack").latest("created_at")
    assert {item.case_id for item in items} <= set(event.subject_ids)
    assert Event.objects.filter(name="pack.opened", by=client.member.user_id).exists()


def test_who_has_an_interest_gets_a_pack_without_that_case(client, meeting, items):
    shut, seen = items
    sight.declare(
        shut.case, member=client.member, reason="My nephew.", by=client.member
    )

    pages = " ".join(pages_of(client.post(at(meeting)).content))

    assert seen.case.reference in pages
    assert shut.case.reference not in pages


def test_who_is_invited_for_one_case_gets_that_case(client, meeting, items):
    meeting.attendees.filter(member=client.member).update(only_for=items[0])

    pages = " ".join(pages_of(client.post(at(meeting)).content))

    assert items[0].case.reference in pages
    assert items[1].case.reference not in pages


def test_what_is_not_printed_yet_says_how_far_it_is(client, officer, meeting, items):
    on_agenda(meeting, listed(officer), by=officer)

    went = client.post(at(meeting), follow=True)

    assert went["Content-Type"].startswith("text/html")
    assert "2 of 3 cases are done" in went.text
    assert "Look again" in went.text


def test_outside_the_window_there_is_no_pack(client, meeting, items):
    meeting.starts_at -= timedelta(days=4)
    meeting.save()

    assert client.get(at(meeting)).status_code == 404
    assert client.post(at(meeting)).status_code == 404


def test_who_was_not_allowed_it_or_no_more_finds_none(client, officer, meeting, items):
    packs.allow(meeting, members=[], by=officer)

    assert client.post(at(meeting)).status_code == 404
    assert (
        at(meeting)
        not in client.get(reverse("partners:meeting", args=[meeting.pk])).text
    )


def test_it_is_off_unless_it_is_switched_on(client, officer):
    held = make_meeting(officer, seats=[other(client.member)])
    on_agenda(held, listed(officer), by=officer)

    assert client.get(at(held)).status_code == 404


def test_somebody_else_finds_none(items, meeting, officer, sign_in):
    stranger = panel_member(officer)

    assert sign_in(stranger.role, member=stranger).post(at(meeting)).status_code == 404
