"""What is written down of a meeting, as it is written: saved as typed, approved by the
chair, and added to afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import rules
from saltmarsh.casework.meetings.lifecycle import APPROVE, LIFECYCLE
from saltmarsh.casework.meetings.models import Addendum, Item, Meeting, Minute
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused


class StaleMinute(Refused):
    """Somebody else saved after the page that sent this was opened."""


class UnreadMinutes(Refused):
    """Words were saved after the page that approves them was opened: `parts`."""

    def __init__(self, parts: Sequence[Minute]):
        super().__init__(
            _("More was written after you opened this page. Read it, then approve")
        )
        self.parts = parts


@dataclass(frozen=True)
class About:
    """Which part of the minutes: of one case, or of the meeting as a whole."""

    meeting: Meeting
    item: Item | None = None

    @property
    def file_id(self) -> UUID:
        return self.item.case_id if self.item else self.meeting.pk


@transaction.atomic
def save(about: About, *, text: str, version: int, by: Membership) -> Minute:
    """Save one part of the minutes as typed. No rule of section 37 stands in its way.

    version: what the page had seen, 0 where nothing was there. Raises StaleMinute when
    it is not what the database has, and Refused once the minutes are approved.
    """
    meetings.lock(about.meeting)
    held = about.meeting.written.filter(item=about.item).first()
    found = held.version if held else 0
    if held and held.text == text:
        return held
    if found != version:
        raise StaleMinute(
            _("Somebody else saved these minutes while you were writing.")
        )
    made = held or Minute(
        partnership_id=about.meeting.partnership_id,
        meeting=about.meeting,
        item=about.item,
        file_id=about.file_id,
    )
    made.text, made.version = text, found + 1
    made.saved_at, made.by = timezone.now(), by.user
    made.save()
    note("minutes.saved", made, by)
    return made


@transaction.atomic
def approve(
    meeting: Meeting, *, read: Mapping[UUID | None, int], by: Membership
) -> None:
    """Approve the minutes: from now on nothing in them changes.

    read: the version of each part that `by` had before them, {item or None: version},
    of the parts that they may see. Raises UnreadMinutes when one went on since, and
    Refused before the meeting, and without anything written.
    """
    held = meetings.lock(meeting)
    found = rules.barriers_to_approving(
        has_come=timezone.localdate(held.starts_at) <= timezone.localdate(),
        is_written=held.written.exists(),
    )
    if found:
        raise Refused(*found)
    if new := unread(held, read, by):
        raise UnreadMinutes(new)
    meeting.state = LIFECYCLE.after(held.state, APPROVE)
    meeting.approved_at, meeting.approved_by = timezone.now(), by.user
    meeting.save(update_fields=["state", "approved_at", "approved_by"])
    audit.record("minutes.approved", meeting, by=by.user_id)


def unread(
    meeting: Meeting, read: Mapping[UUID | None, int], by: Membership
) -> list[Minute]:
    """Return the parts that somebody else saved after `by` read them. What they saved
    themselves they have seen: nobody saves over words that were not before them.
    """
    written = meeting.written.exclude(by=by.user_id)
    return [
        each
        for each in written
        if each.item_id in read and read[each.item_id] != each.version
    ]


@transaction.atomic
def add(about: About, *, text: str, by: Membership) -> Addendum:
    """Add to approved minutes. Raises Refused while they can still be changed."""
    found = rules.barriers_to_adding_after(about.meeting.state, text)
    if found:
        raise Refused(*found)
    made = Addendum(
        partnership_id=about.meeting.partnership_id,
        meeting=about.meeting,
        item=about.item,
        file_id=about.file_id,
        by=by.user,
    )
    made.text = text
    made.save()
    note("minutes.added_to", made, by)
    return made


def note(name: str, made: Minute | Addendum, by: Membership) -> None:
    keys = [made.pk, made.meeting_id, made.file_id]
    audit.note(
        name,
        partnership_id=made.partnership_id,
        about=(made._meta.label, keys),
        by=by.user_id,
    )
