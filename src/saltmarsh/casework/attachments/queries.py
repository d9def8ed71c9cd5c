"""Who hears of a document: whoever added it, and whoever owns what it came with."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.casework.meetings.models import Item, Series
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Draft, Referral
from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.documents.models import Document
from saltmarsh.foundation.partnerships.models import Partnership


@dataclass(frozen=True)
class Told:
    """A member or a team that hears, and the page that shows the document to them."""

    route: str
    arguments: tuple[str, ...]
    member: Membership | None = None
    team: Team | None = None


Finding = Callable[[Any, Membership | None], Iterator[Told]]


def hearing(
    partnership: Partnership, documents: Sequence[Document]
) -> dict[uuid.UUID, list[Told]]:
    """Return who hears of each document: {document: [who]}, each once."""
    users = {each.added_by_id for each in documents}
    members = partnership.memberships.filter(user__in=users, left_at=None)
    adders: dict[Any, Membership] = {each.user_id: each for each in members}
    keys = [each.about_id for each in documents]
    found: dict[uuid.UUID, list[Told]] = {}
    for records, who in about(partnership, keys):
        held = {record.pk: record for record in records}
        for document in documents:
            if record := held.get(document.about_id):
                adder = adders.get(document.added_by_id)
                found[document.pk] = once(who(record, adder))
    return found


def about(
    partnership: Partnership, keys: Sequence[uuid.UUID]
) -> list[tuple[Any, Finding]]:
    """Return the records that documents came with, by their kind, and who hears."""
    mine = {"partnership": partnership, "pk__in": keys}
    requests = InformationRequest.objects.filter(**mine)
    items = Item.objects.filter(**mine).select_related("meeting")
    referrals = Referral.objects.filter(**mine).exclude(stage=Stage.QUARANTINED)
    return [
        (requests.select_related("case__lead"), of_request),
        (items.select_related("case__lead", "meeting__series"), of_item),
        (referrals.select_related("owner", "team"), of_referral),
        (Draft.objects.filter(**mine), of_draft),
    ]


def once(told: Iterator[Told]) -> list[Told]:
    """Return who hears, each member for the first reason alone."""
    return list({(each.member, each.team): each for each in reversed([*told])}.values())


def of_request(asked: InformationRequest, adder: Membership | None) -> Iterator[Told]:
    yield Told("desk:request", (asked.case.reference, str(asked.pk)), asked.case.lead)
    if adder:
        yield Told("partners:request", (str(asked.pk),), adder)


def of_item(item: Item, adder: Membership | None) -> Iterator[Told]:
    """Whoever leads the case and does not prepare the meeting finds it by the case."""
    here = ("desk:item", (str(item.pk),))
    if adder:
        yield Told(*here, adder)
    lead = item.case.lead
    prepares = Series.objects.seen_by(lead).filter(pk=item.meeting.series_id)
    there = ("desk:case", (item.case.reference,))
    yield Told(*(here if prepares.exists() else there), lead)


def of_referral(referral: Referral, adder: Membership | None) -> Iterator[Told]:
    """Its owner, or while it has none the team."""
    team = None if referral.owner else referral.team
    here = ("desk:referral", (referral.reference,))
    yield Told(*here, referral.owner, team)
    if adder and adder != referral.owner:
        yield Told("partners:mailbox", (referral.reference,), adder)


def of_draft(draft: Draft, adder: Membership | None) -> Iterator[Told]:
    """It is nobody’s yet but its writer’s."""
    if adder:
        yield Told("partners:documents", (str(draft.pk),), adder)
