from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from icalendar import Calendar

from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import invitations
from tests.casework.meetings.room import make_meeting, on_agenda, other, panel_member
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_officer

PAGE = "https://prevent.example/partners/meetings/1"


def event(meeting):
    written = invitations.calendar(meeting, host="prevent.example", page=PAGE)
    calendar = Calendar.from_ical(written)
    return calendar, calendar.events[0], written.decode()


def test_a_calendar_reads_when_and_where_and_nothing_of_anybody():
    officer = make_officer()
    member = panel_member(officer)
    meeting = make_meeting(officer, seats=[other(member)])
    case = listed(officer)
    on_agenda(meeting, case, by=officer)
    where = meetings.Where(time(10), 90, "Room 2")
    meetings.move(meeting, day=date(2027, 7, 6), where=where, by=officer)

    calendar, found, text = event(meeting)

    assert calendar["method"] == "PUBLISH"
    assert found.start == datetime(2027, 7, 6, 10, tzinfo=ZoneInfo("Europe/London"))
    assert found.end - found.start == meeting.ends_at - meeting.starts_at
    assert (found["location"], found["sequence"]) == ("Room 2", 1)
    assert found["uid"] == f"{meeting.pk}@prevent.example"
    assert found["url"] == PAGE
    assert (found["summary"], found["class"]) == ("Meeting", "PRIVATE")
    for never in (case.reference, str(member), member.user.email, "ATTENDEE", "hannel"):
        assert never not in text


def test_a_cancelled_meeting_leaves_the_calendar():
    officer = make_officer()
    meeting = make_meeting(officer)
    meetings.cancel(meeting, by=officer)

    calendar, found, _text = event(meeting)

    assert (calendar["method"], found["status"]) == ("CANCEL", "CANCELLED")
