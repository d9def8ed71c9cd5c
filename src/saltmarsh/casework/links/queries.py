import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from saltmarsh.casework.links.models import Link, Meaning
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.prepared import Prepared

PERSON: Prepared[Link] = Prepared(
    lambda referral: Link.objects.filter(referral=referral, undone_at=None).order_by(
        "pk"
    )[:1]
)


@dataclass(frozen=True)
class Linked:
    """Another referral about the same person, as far as a member may know of it."""

    referral: Referral
    link: Link


def person_of(referral: Referral) -> uuid.UUID | None:
    """Return the key of the person that the referral is linked to, if anybody."""
    link = PERSON.first(referral=referral.pk)
    return link.person_id if link else None


def linked_to(referral: Referral, member: Membership, now: datetime) -> list[Linked]:
    """Return the other referrals of the same person that `member` may see, oldest
    first. Others may exist, and nothing here tells whether they do.
    """
    person = person_of(referral)
    if person is None:
        return []
    ordered = OTHERS.all(person=person, but=referral.pk, member=member.pk, now=now)
    return [Linked(link.referral, link) for link in ordered]


def others(person: Any, but: Any, member: Any, now: Any) -> QuerySet[Link]:
    seen = Referral.objects.seen_by(Membership(pk=member), now).exclude(pk=but)
    links = Link.objects.filter(person=person, undone_at=None, referral__in=seen)
    return links.select_related("referral", "by").order_by("referral__received_at")


OTHERS: Prepared[Link] = Prepared(others)


def history(referral: Referral) -> list[Link]:
    """Return every link that the referral has or had, newest first."""
    return list(
        referral.links.select_related("by", "undone_by").order_by("-created_at")
    )


def meaning_of(referral: Referral) -> Meaning | None:
    """Return what was said last of what this referral and the others mean together,
    since it was linked; None when that is still to be said.
    """
    link = referral.links.filter(undone_at=None).first()
    if link is None:
        return None
    said = referral.meanings.filter(created_at__gte=link.created_at)
    return said.select_related("by").order_by("-created_at").first()


def lacks_meaning(referral: Referral, others: list[Linked]) -> bool:
    """Tell whether somebody must still say what this referral and the earlier ones of
    the same person mean together. others: those that the member may see.
    """
    came = referral.received_at
    is_new = any(other.referral.received_at < came for other in others)
    return is_new and meaning_of(referral) is None
