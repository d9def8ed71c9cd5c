"""The papers of a meeting as one PDF: who may open it, and how far it is made."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.meetings import due, papers
from saltmarsh.casework.meetings import queries as meetings
from saltmarsh.casework.meetings.lifecycle import State
from saltmarsh.casework.meetings.models import Item, ItemQuerySet, Meeting
from saltmarsh.casework.meetings.papers import Paper
from saltmarsh.casework.packs.models import PackPart, PackReader
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.documents import press
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of

PACKS = Setting(
    "meetings.packs",
    _("Can those whom you allow it open the papers of a meeting as one PDF?"),
    default="no",
    kind="yes_no",
    hint=_("A file can be passed on. Each page carries the name of who opened it."),
)
SETTINGS = [PACKS]


@dataclass(frozen=True)
class Sheet:
    """The paper of a case as it is printed: page is the HTML.

    digest: tells whether it was printed since it last changed. gaps: needs that no
    action meets and nobody explained.
    """

    page: str
    digest: str
    is_silent: bool
    gaps: int
    paper: Paper

    def made_of(self) -> dict[str, Any]:
        return {
            "digest": self.digest,
            "is_silent": self.is_silent,
            "gaps": self.gaps,
        }


@dataclass(frozen=True)
class Progress:
    """How far a pack is: so many of its cases are printed. can_print: whether this
    machine has what printing needs.
    """

    made: int
    of: int
    can_print: bool

    @property
    def is_whole(self) -> bool:
        return self.made == self.of


def is_on(partnership: Partnership) -> bool:
    return bool(value_of(partnership, PACKS) == "yes")


def is_kept(meeting: Meeting, now: datetime) -> bool:
    """Tell whether the parts of a pack may be there: packs are on, papers open."""
    partnership = meeting.partnership
    return (
        is_on(partnership)
        and meeting.state != State.CANCELLED
        and meetings.window(meeting, partnership).is_open(now)
    )


def readers(meeting: Meeting) -> list[PackReader]:
    """Return who may open the pack of a meeting, the first first."""
    held = meeting.pack_readers.filter(ended_at=None)
    return list(held.select_related("member__user", "by").order_by("created_at"))


def may_open(meeting: Meeting, member: Membership) -> bool:
    """Tell whether the member was allowed the pack; which cases is another question."""
    allowed = meeting.pack_readers.filter(member=member, ended_at=None)
    return is_on(meeting.partnership) and allowed.exists()


def agenda(meeting: Meeting) -> ItemQuerySet:
    """Return the cases of a meeting as a pack holds them, in their order."""
    held = meeting.items.select_related("case__partnership", "meeting__series")
    return held.order_by("position", "created_at")


def progress(items: Sequence[Item]) -> Progress:
    keys = [item.pk for item in items]
    made = PackPart.objects.filter(item__in=keys).count()
    return Progress(made, len(keys), press.is_there())


def sheet(item: Item) -> Sheet:
    """Return the paper of a case to print: what the page shows, and its digest."""
    paper = papers.paper(item)
    shown: dict[str, Any] = {
        "item": item,
        "case": item.case,
        "meeting": item.meeting,
        "paper": paper,
        "title": item.case.reference,
    }
    with translation.override(settings.LANGUAGE_CODE):
        shown["reasons"] = due.in_words(item)
        page = render_to_string("papers/sheet.html", shown)
    return Sheet(
        page=page,
        digest=hashlib.sha256(page.encode()).hexdigest(),
        is_silent=bool(paper.contact and paper.contact.is_ringing),
        gaps=sum(bool(need.is_gap) for need in paper.needs),
        paper=paper,
    )


def parts(items: Sequence[Item]) -> dict[Any, PackPart]:
    """Return what is printed of the items: {item: part}."""
    if items:
        keyring.open_files(items[0].partnership_id, [each.case_id for each in items])
    held = PackPart.objects.filter(item__in=[item.pk for item in items])
    return {part.item_id: part for part in held}


def is_current(part: PackPart | None, sheet: Sheet) -> bool:
    return part is not None and part.made_of["digest"] == sheet.digest


def content(part: PackPart) -> bytes:
    """Return the PDF of one case."""
    return base64.b64decode(part.printed)
