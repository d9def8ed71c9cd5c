"""A meeting as a calendar reads it. It names nobody and says nothing of a case."""

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from saltmarsh.casework.meetings.lifecycle import State
from saltmarsh.casework.meetings.models import Meeting


def calendar(meeting: Meeting, *, host: str, page: str) -> bytes:
    """Return the invitation to one meeting, as an .ics file.

    host: whose meeting it is, for its permanent name. page: the address where the
    papers are read after signing in.
    """
    event = Event()
    event.add("uid", f"{meeting.pk}@{host}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.created_at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", _("Meeting"))
    event.add("class", "PRIVATE")
    event.add("url", page)
    if where := meeting.place or meeting.link:
        event.add("location", where)
    cancelled = meeting.state == State.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    found = Calendar()
    found.add("prodid", "-//Saltmarsh//Meetings//EN")
    found.add("version", "2.0")
    found.add("method", "CANCEL" if cancelled else "PUBLISH")
    found.add_component(event)
    return bytes(found.to_ical())
