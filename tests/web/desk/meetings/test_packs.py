"""Who may open the papers of a meeting as one PDF, as it is recorded at the desk."""

import pytest
from django.urls import reverse

from saltmarsh.casework.packs import queries
from saltmarsh.foundation.documents import press
from tests.casework.meetings.room import make_meeting, on_agenda, other, panel_member
from tests.casework.packs.printing import switch_on
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_officer


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def at(meeting, name="pack"):
    return reverse(f"desk:{name}", args=[meeting.pk])


def test_a_reader_is_allowed_and_shown(client, officer):
    switch_on(officer.partnership)
    member = panel_member(officer)
    meeting = make_meeting(officer, seats=[other(member)])
    on_agenda(meeting, listed(officer), by=officer)
    assert at(meeting) in client.get(at(meeting, "meeting")).text

    shown = client.post(at(meeting), {"readers": [str(member.pk)]}, follow=True).text

    assert queries.may_open(meeting, member)
    assert f"{member}, allowed by {officer.user}" in shown
    assert "0 of 1 cases are done" in shown
    client.post(at(meeting), {})
    assert not queries.may_open(meeting, member)


def test_who_does_not_read_papers_is_not_offered(client, officer):
    switch_on(officer.partnership)
    meeting = make_meeting(officer, seats=[other(officer)])

    assert str(officer.pk) not in client.get(at(meeting)).text


def test_it_says_that_packs_are_off(client, officer):
    meeting = make_meeting(officer)

    assert "switched off" in client.get(at(meeting)).text
    assert at(meeting) not in client.get(at(meeting, "meeting")).text


def test_it_says_when_this_machine_cannot_print(client, officer, monkeypatch):
    switch_on(officer.partnership)
    meeting = make_meeting(officer)
    monkeypatch.setattr(press, "is_there", lambda: False)

    assert "lacks Pango" in client.get(at(meeting)).text


def test_a_far_meeting_is_printed_when_its_papers_open(client, officer):
    switch_on(officer.partnership)
    meeting = make_meeting(officer, in_days=40)

    assert "when the papers of the meeting open" in client.get(at(meeting)).text
