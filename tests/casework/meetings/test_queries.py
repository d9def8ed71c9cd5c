"""Who reads which paper, and when; and what is due for an agenda."""

from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.cases import sight
from saltmarsh.casework.cases.queries import Sight
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import agenda, queries, sitting
from saltmarsh.casework.meetings.lifecycle import Attendance
from tests.casework.meetings.room import make_meeting, other, panel_member
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_officer

DAY = timedelta(days=1)


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def member(officer):
    return panel_member(officer)


@pytest.fixture
def item(officer, member):
    """A case on the agenda of a meeting today, to which the member comes."""
    meeting = make_meeting(officer, seats=[other(member)])
    return agenda.add(meeting, due=agenda.picked(listed(officer)), by=officer)


def papers(member, now=None):
    return set(queries.papers(member.partnership, member, now or timezone.now()))


def test_a_paper_is_open_in_its_window_and_not_before_or_after(item, member):
    window = queries.window(item.meeting, member.partnership)
    moment = timedelta(seconds=1)

    assert window.opens_at == item.meeting.starts_at - 7 * DAY
    assert window.closes_at == item.meeting.ends_at + 2 * DAY
    assert papers(member, window.opens_at) == {item}
    assert papers(member, window.closes_at - moment) == {item}
    assert papers(member, window.opens_at - moment) == set()
    assert papers(member, window.closes_at) == set()


def test_the_window_is_a_setting(item, member):
    partnership = member.partnership
    partnership.settings = {"meetings.papers_before": 1, "meetings.papers_after": 0}
    partnership.save()

    assert papers(member, item.meeting.starts_at - 2 * DAY) == set()
    assert papers(member, item.meeting.starts_at) == {item}
    assert papers(member, item.meeting.ends_at) == set()


def test_somebody_who_does_not_come_reads_nothing(item, member, officer):
    stranger = panel_member(officer)
    mine = item.meeting.attendees.get(member=member)
    assert papers(stranger) == set()
    states = {mine.pk: Attendance.APOLOGIES}

    sitting.attend(item.meeting, states=states, chair=None, by=officer)

    assert papers(member) == set()


def test_who_is_invited_for_one_case_reads_that_one(item, officer):
    guest = panel_member(officer)
    agenda.add(item.meeting, due=agenda.picked(listed(officer)), by=officer)
    comer = meetings.Comer("other", "College", member=guest, only_for=item)

    meetings.invite(item.meeting, comer=comer, by=officer)

    assert papers(guest) == {item}


def test_an_interest_shuts_its_member_out_from_then_on(item, member, officer):
    mine = item.meeting.attendees.get(member=member)

    sitting.declare(item, attendee=mine, reason="My nephew.", by=officer)

    assert papers(member) == set()
    later = make_meeting(officer, seats=[other(member)], in_days=3)
    agenda.add(later, due=agenda.picked(item.case), by=officer)
    assert papers(member) == set()


def test_an_interest_declared_in_error_opens_the_paper_again(item, member, officer):
    mine = item.meeting.attendees.get(member=member)
    sitting.declare(item, attendee=mine, reason="My nephew.", by=officer)

    declared = item.case.interests.get()
    sight.set_aside(declared, reason="Another of that name.", by=officer)

    assert papers(member) == {item}


def test_a_restricted_case_is_read_by_those_named_for_it(item, member, officer):
    item.case.is_restricted = True
    item.case.save()
    assert papers(member) == set()
    named = Sight((member,), timezone.now() + DAY, "She treats him.")

    sight.restrict(item.case, sight=named, version=None, by=officer)

    assert papers(member) == {item}


def test_nobody_reads_papers_of_a_cancelled_meeting(item, member, officer):
    meetings.cancel(item.meeting, by=officer)

    assert papers(member) == set()
    assert not queries.meetings_of(member, timezone.now()).exists()


def test_what_one_meeting_recorded_of_the_home_the_next_one_knows(item, officer):
    home = queries.Home("Marsh Police", is_known=False, why="Last seen there.")
    sitting.place(item, home=home, chair=None, by=officer)
    later = make_meeting(officer, in_days=30)

    again = agenda.add(later, due=agenda.picked(item.case), by=officer)

    assert queries.home_of(again) == home


def test_meetings_are_ahead_or_past(officer):
    today, past = make_meeting(officer), make_meeting(officer, in_days=-3)
    later = make_meeting(officer, in_days=3)

    found = queries.latest(officer, timezone.now())

    assert found == {"ahead": [today, later], "past": [past]}
    assert queries.latest(make_officer(officer.partnership), timezone.now()) == {
        "ahead": [],
        "past": [],
    }
