"""A meeting whose papers may be opened as one PDF."""

from saltmarsh.casework.packs import actions as packs
from saltmarsh.casework.packs import queries
from tests.casework.meetings.room import make_meeting, other, panel_member


def switch_on(partnership):
    partnership.settings = {queries.PACKS.key: "yes"}
    partnership.save()


def packed(officer, member=None, **values):
    """Return a meeting whose pack the member, who comes to it, may open."""
    switch_on(officer.partnership)
    member = member or panel_member(officer)
    meeting = make_meeting(officer, seats=[other(member)], **values)
    packs.allow(meeting, members=[member.pk], by=officer)
    return meeting


def print_all(meeting):
    """Print what the worker would; return how far it was after each step."""
    steps = packs.print_pack(meeting.partnership, meeting=str(meeting.pk))
    items = list(queries.agenda(meeting))
    return [queries.progress(items).made for _ in steps]
