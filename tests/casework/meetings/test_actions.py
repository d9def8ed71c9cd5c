from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases import sight
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import sitting
from saltmarsh.casework.meetings.actions import Comer, Where
from saltmarsh.casework.meetings.lifecycle import Attendance, Side, State
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Email, Notice
from saltmarsh.foundation.refusals import Refused
from tests.casework.meetings.room import (
    SHAPE,
    WHERE,
    authority,
    chair_of,
    make_meeting,
    on_agenda,
    other,
    panel_member,
    police,
)
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_officer


@pytest.fixture
def officer():
    return make_officer()


def test_a_series_begins_with_its_meetings_at_london_time(officer):
    days = meetings.days_from(date(2027, 3, 9), SHAPE, 3)
    series = meetings.begin(officer.team, shape=SHAPE, days=days, by=officer)

    starts = [
        timezone.localtime(each.starts_at)
        for each in series.meetings.order_by("starts_at")
    ]
    assert [each.date() for each in starts] == [
        date(2027, 3, 9),
        date(2027, 4, 13),
        date(2027, 5, 11),
    ]
    assert {each.time() for each in starts} == {time(10)}


def test_standing_members_come_to_what_is_ahead_and_to_what_is_planned_later(officer):
    member = panel_member(officer)
    meeting = make_meeting(officer, in_days=7)
    seat = meetings.seat(meeting.series, comer=other(member), by=officer)
    day = timezone.localdate() + timedelta(days=14)
    later = meetings.plan(meeting.series, day=day, where=WHERE, by=officer)

    for each in (meeting, later):
        listed = each.attendees.get()
        assert (listed.member, listed.state) == (member, Attendance.EXPECTED)
        assert str(listed) == f"{member}, Health trust"

    meetings.unseat(seat, by=officer)
    assert not meeting.attendees.exists()
    assert not later.attendees.exists()


def test_a_seat_given_again_stands_in_place_of_the_first(officer):
    member = panel_member(officer)
    meeting = make_meeting(officer, in_days=7, seats=[other(member)])

    meetings.seat(meeting.series, comer=authority(member), by=officer)

    seat = meeting.series.seats.get(ended_at=None)
    assert seat.side == Side.AUTHORITY
    assert meeting.attendees.count() == 1


@pytest.mark.parametrize(
    ("comer", "said"),
    [
        (Comer(Side.POLICE, "Police", name="Sgt T. Weir"), "force"),
        (Comer(Side.OTHER, "Health trust"), "name"),
    ],
)
def test_who_comes_is_named_and_the_police_for_their_force(officer, comer, said):
    meeting = make_meeting(officer)

    with pytest.raises(Refused, match=said):
        meetings.invite(meeting, comer=comer, by=officer)

    assert not meeting.attendees.exists()


def test_a_substitute_notes_the_apologies_of_whom_they_stand_for(officer):
    meeting = make_meeting(officer, seats=[other(panel_member(officer))], in_days=1)
    first = meeting.attendees.get()
    stand_in = Comer(Side.OTHER, "Health trust", name="B. Reed", stands_for=first)

    made = meetings.invite(meeting, comer=stand_in, by=officer)

    first.refresh_from_db()
    assert first.state == Attendance.APOLOGIES
    assert made.stands_for == first
    assert b"Reed" not in bytes(made.sealed_who)


def test_nobody_is_listed_twice(officer):
    member = panel_member(officer)
    meeting = make_meeting(officer)
    meetings.invite(meeting, comer=other(member), by=officer)

    with pytest.raises(Refused, match="already"):
        meetings.invite(meeting, comer=other(member), by=officer)


def test_a_meeting_that_moves_counts_it_for_calendars(officer):
    meeting = make_meeting(officer)
    where = Where(time(14, 30), 60, "Room 3")

    meetings.move(meeting, day=date(2027, 7, 6), where=where, by=officer)

    meeting.refresh_from_db()
    assert timezone.localtime(meeting.starts_at).hour == 14
    assert (meeting.place, meeting.sequence) == ("Room 3", 1)


def test_a_cancelled_meeting_is_changed_no_more(officer):
    meeting = make_meeting(officer)
    meetings.cancel(meeting, by=officer)

    assert meeting.state == State.CANCELLED
    with pytest.raises(Refused, match="cancelled"):
        meetings.move(meeting, day=date(2027, 7, 6), where=WHERE, by=officer)


def test_invitations_reach_each_who_comes_and_name_nobody(officer):
    member, chair = panel_member(officer), chair_of(officer)
    meeting = make_meeting(officer, in_days=7, seats=[other(member), authority(chair)])
    meetings.invite(meeting, comer=police(), by=officer)

    told = meetings.call(meeting, preparers=[Role.PANEL_CHAIR], by=officer)

    routes = dict(
        Notice.objects.filter(kind="meeting.invited").values_list("member", "route")
    )
    assert told == 2
    assert routes == {member.pk: "partners:meeting", chair.pk: "desk:meeting"}
    bodies = [email.text["body"] for email in Email.objects.all()]
    assert len(bodies) == 2
    assert all(str(meeting.pk) in body for body in bodies)
    assert not any("Town Hall" in body for body in bodies)


def test_an_invitation_waits_until_it_is_known_who_attends(officer):
    member = panel_member(officer)
    meeting = make_meeting(officer, in_days=7, seats=[other(member)])
    meetings.call(meeting, preparers=[], by=officer)
    waiting = Notice.objects.waiting().filter(kind="meeting.invited")
    assert waiting.get().member == member

    sitting.attend(meeting, states={}, chair=None, by=officer)

    assert not waiting.exists()


def test_a_place_goes_to_a_colleague_for_the_same_agency(officer):
    leaver, colleague = panel_member(officer), panel_member(officer)
    meeting = make_meeting(officer, in_days=7, seats=[other(leaver)])
    held = meeting.series.seats.get()

    made = meetings.pass_on(held, member=colleague, by=officer)

    held.refresh_from_db()
    assert held.ended_at
    assert (made.side, made.agency, made.member) == (held.side, held.agency, colleague)
    assert [each.member for each in meeting.attendees.all()] == [colleague]
    names = Event.objects.filter(by=officer.user_id).values_list("name", flat=True)
    assert {"series.unseated", "series.seated"} <= set(names)
    with pytest.raises(Refused, match="given to somebody else"):
        meetings.pass_on(held, member=panel_member(officer), by=officer)


def test_who_is_shut_out_of_a_case_on_the_agenda_is_not_seated(officer):
    leaver, colleague = panel_member(officer), panel_member(officer)
    meeting = make_meeting(officer, in_days=7, seats=[other(leaver)])
    item = on_agenda(meeting, listed(officer), by=officer, force="")
    sight.declare(item.case, member=colleague, reason="His aunt.", by=officer)

    with pytest.raises(Refused, match="declared an interest"):
        meetings.pass_on(meeting.series.seats.get(), member=colleague, by=officer)

    assert meeting.series.seats.get(ended_at=None).member == leaver
    assert [each.member for each in meeting.attendees.all()] == [leaver]


def test_a_place_goes_to_nobody_of_another_agency_or_who_has_one(officer):
    leaver, seated = panel_member(officer), panel_member(officer)
    meeting = make_meeting(officer, in_days=7, seats=[other(leaver), other(seated)])
    place = meeting.series.seats.get(member=leaver)
    stranger = panel_member(officer)
    stranger.organisation = "Another trust"

    with pytest.raises(Refused, match="somebody else of the agency"):
        meetings.pass_on(place, member=stranger, by=officer)
    with pytest.raises(Refused, match="a standing place in this series"):
        meetings.pass_on(place, member=seated, by=officer)
