"""What happened to a referral: in order, since a moment, and who looked."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import (
    Correction,
    Message,
    Referral,
    StageChange,
)
from saltmarsh.casework.routing.queries import Delivered
from saltmarsh.casework.triage.kinds import Kind, code_in_words
from saltmarsh.casework.triage.models import Decision
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.audit.models import Event, Mention
from saltmarsh.foundation.prepared import Prepared
from saltmarsh.foundation.records import Owned

MOST_SHOWN = 200
# How many who looked are named on the page of a case itself.
MOST_NAMED = 3
# What an event about a referral is called where its changes are listed.
CHANGES = {
    "referral.moved": gettext_lazy("Moved it to another stage"),
    "referral.allocated": gettext_lazy("Changed its owner or team"),
    "referral.restricted": gettext_lazy("Restricted it to named people"),
    "referral.restriction_lifted": gettext_lazy("Lifted the restriction"),
    "referral.numbered": gettext_lazy("Changed the national record’s reference"),
    "referral.linked": gettext_lazy("Linked it to another referral"),
    "referral.unlinked": gettext_lazy("Undid a link to another referral"),
    "referral.weighed": gettext_lazy("Said what several referrals mean together"),
    "likeness.answered": gettext_lazy("Said whether another is about the same person"),
    "fact.added": gettext_lazy("Added what became known about the person"),
    "fact.corrected": gettext_lazy("Corrected what is known about the person"),
    "onward.answered": gettext_lazy("Recorded a service’s answer"),
} | {f"referral.{kind}": kind.label for kind in Kind}


@dataclass(frozen=True)
class Happening:
    """One thing on the timeline. kind: the line it is drawn on."""

    when: datetime
    title: str
    kind: str
    text: str = ""


@dataclass(frozen=True)
class Change:
    """Something that somebody did, or opened, and when."""

    when: datetime
    who: str
    what: str


def timeline(referral: Referral, delivered: Iterable[Delivered]) -> list[Happening]:
    """Return what happened to the referral, oldest first; nothing sealed is opened."""
    found = [Happening(referral.received_at, _("Received"), _("Stage"))]
    found += worked(referral) + deliveries(delivered)
    return sorted(found, key=lambda happening: happening.when)


MESSAGES: dict[str, Any] = {
    "question": gettext_lazy("Asked the referrer"),
    "answer": gettext_lazy("The referrer answered"),
    "addition": gettext_lazy("The referrer added something"),
    "withdrawal": gettext_lazy("The referrer asked to take it back"),
    "feedback": gettext_lazy("Gave the referrer feedback"),
    "note": gettext_lazy("Wrote to the referrer"),
}


def worked(referral: Referral) -> list[Happening]:
    """Return its moves, decisions and messages, all asked for at once."""
    return [happening(*row) for row in WORKED.tuples(referral=referral.pk)]


def everything_worked(referral: Any) -> QuerySet[Any, Any]:
    none = Value("", models.CharField())
    moves = StageChange.objects.filter(referral=referral).values_list(
        "created_at", Value("move", models.CharField()), "stage", none, none
    )
    decided = Decision.objects.filter(referral=referral).values_list(
        "created_at", Value("decision", models.CharField()), "kind", "code", "by__name"
    )
    written = Message.objects.filter(referral=referral).values_list(
        "created_at", Value("message", models.CharField()), "kind", none, none
    )
    return moves.union(decided, written, all=True)


WORKED: Prepared[Any] = Prepared(everything_worked)
CORRECTIONS: Prepared[Correction] = Prepared(
    lambda referral: (
        Correction.objects.filter(referral=referral)
        .select_related("by")
        .order_by("created_at")
    )
)


def corrections_of(referral: Referral) -> list[Correction]:
    """Return what was put beside the answers, the oldest first."""
    return CORRECTIONS.all(referral=referral.pk)


def happening(when: datetime, line: str, kind: str, code: str, who: str) -> Happening:
    if line == "move":
        return Happening(when, str(Stage(kind).label), _("Stage"))
    if line == "message":
        return Happening(when, str(MESSAGES[kind]), _("Messages"))
    found = code_in_words(kind, code)
    text = f"{who}: {found}" if found else who
    return Happening(when, str(Kind(kind).label), _("Decisions"), text)


STEPS: dict[str, Any] = {
    "sent_at": gettext_lazy("Sent to %(desk)s"),
    "opened_at": gettext_lazy("Opened by %(desk)s"),
    "acknowledged_at": gettext_lazy("Acknowledged by %(desk)s"),
}


def deliveries(delivered: Iterable[Delivered]) -> list[Happening]:
    kind = _("Deliveries")
    return [
        Happening(at, words % {"desk": delivery.desk}, kind)
        for delivery in delivered
        for step, words in STEPS.items()
        if (at := getattr(delivery, step))
    ]


def changes_since(referral: Referral, moment: datetime) -> list[Change]:
    """Return what was changed about the referral after `moment`, oldest first."""
    events = about(referral).filter(created_at__gt=moment, name__in=CHANGES)
    return told(events.order_by("created_at")[:MOST_SHOWN])


def openings(record: Owned) -> list[Change]:
    """Return who opened a page about the referral or case, the newest first."""
    events = about(record).filter(name__in=["page.opened", "page.refused"])
    return told(events.order_by("-created_at")[:MOST_SHOWN])


def others_looks(partnership: Any, record: Any, viewer: Any) -> QuerySet[Any]:
    """Return when others opened a page about a record, and who, the newest few first."""
    mentions = Mention.objects.of(record).filter(partnership_id=partnership)
    opened = mentions.filter(event__name="page.opened")
    names = User.objects.filter(pk=OuterRef("event__by")).values("name")[:1]
    shown = opened.exclude(event__by=viewer).annotate(person=names)
    return shown.order_by("-created_at").values_list(
        "created_at", "event__by_kind", "event__by", "person"
    )[:MOST_NAMED]


LAST_LOOKS: Prepared[Any] = Prepared(others_looks)


def last_looks(record: Owned, viewer: User) -> list[Change]:
    """Return who else opened a page about the referral or case, the newest few."""
    asked = {"partnership": record.partnership_id, "record": record.pk}
    looks = LAST_LOOKS.tuples(**asked, viewer=viewer.pk)
    return [
        Change(when, who(Event(by=by, by_kind=kind), {by: person or _("Somebody")}), "")
        for when, kind, by, person in looks
    ]


def about(record: Owned) -> QuerySet[Event]:
    return Event.objects.about(record.pk).filter(partnership_id=record.partnership_id)


def told(events: Iterable[Event]) -> list[Change]:
    shown = list(events)
    names = names_of({event.by for event in shown if event.by})
    return [Change(event.created_at, who(event, names), what(event)) for event in shown]


def names_of(keys: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)}


def who(event: Event, names: dict[uuid.UUID, str]) -> str:
    if event.by_kind == "system":
        return _("The service")
    if event.by_kind == "receipt":
        return _("The referrer, with the receipt")
    if event.by_kind == "link":
        return _("A desk, with a link and a code")
    return names.get(event.by, _("Somebody")) if event.by else _("Somebody")


def what(event: Event) -> str:
    """Return what was done; of a page that was opened, its name."""
    return str(CHANGES.get(event.name) or event.subject)
