"""Which referrals may be about the same person, as far as somebody may know of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from saltmarsh.casework.identities import facts
from saltmarsh.casework.identities import queries as identities
from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.identities.queries import Match
from saltmarsh.casework.identities.rules import Band, Label
from saltmarsh.casework.likenesses import words
from saltmarsh.casework.likenesses.models import Answer, Likeness, LikenessQuerySet
from saltmarsh.casework.likenesses.rules import Found, State
from saltmarsh.casework.links.models import Link
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Referral, ReferralQuerySet
from saltmarsh.casework.search import queries as searching
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring.fields import Erased
from saltmarsh.foundation.prepared import Prepared

MOST_SHOWN = 50
LOOKED = "likeness.looked"


@dataclass(frozen=True)
class Shown:
    """One likeness as a page of `here` lays it out. is_open_to_me: whether the member
    may open the other referral, or may do no more than decide.
    """

    likeness: Likeness
    other: Referral
    is_open_to_me: bool
    found: str
    label: str
    agrees: list[str]
    differs: list[str]

    @property
    def is_open(self) -> bool:
        return self.likeness.state == State.OPEN


@dataclass(frozen=True)
class Weaker:
    """A referral that is only weakly like another."""

    other: Referral
    agrees: list[str]
    differs: list[str]


def seen_by(member: Membership, now: datetime) -> ReferralQuerySet:
    return Referral.objects.seen_by(member, now).exclude(stage=Stage.QUARANTINED)


def known(here: Any, member: Membership, now: datetime) -> LikenessQuerySet:
    """Return the likenesses of the referral with the key `here`, which the member may
    open, that they may know of: those with another that they may open too and, of a
    restricted one, those with an open one that somebody must compare it with.
    """
    seen = seen_by(member, now)

    def side(mine: str, other: str) -> Q:
        may_open = Q(Exists(seen.filter(pk=OuterRef(f"{other}_id"))))
        alone = {f"{mine}__is_restricted": True, f"{other}__is_restricted": False}
        may_compare = Q(**alone) & ~Q(**{f"{other}__stage": Stage.QUARANTINED})
        return Q(**{f"{mine}_id": here}) & (may_open | may_compare)

    found = Likeness.objects.filter(side("later", "earlier") | side("earlier", "later"))
    return found.exclude(Q(Exists(both_linked())), state=State.OPEN)


def decidable_by(member: Membership, now: datetime) -> LikenessQuerySet:
    """Return the open likenesses that the member may know of, at either referral."""
    seen = seen_by(member, now)

    def side(mine: str, other: str) -> Q:
        both = [
            Q(Exists(seen.filter(pk=OuterRef(f"{each}_id")))) for each in (mine, other)
        ]
        alone = {f"{mine}__is_restricted": True, f"{other}__is_restricted": False}
        return both[0] & (both[1] | Q(**alone))

    either = side("later", "earlier") | side("earlier", "later")
    return Likeness.objects.filter(either).open()


def undecidable(
    members: Iterable[Membership], waiting: LikenessQuerySet, now: datetime
) -> LikenessQuerySet:
    """Return those of the `waiting` that none of `members` may know of."""
    boxed = Q(later__stage=Stage.QUARANTINED) | Q(earlier__stage=Stage.QUARANTINED)
    asked = waiting.open().exclude(boxed).exclude(Exists(both_linked()))
    keys = set(asked.values_list("pk", flat=True))
    for member in members:
        if not keys:
            break
        known = decidable_by(member, now).filter(pk__in=keys)
        keys -= set(known.values_list("pk", flat=True))
    return waiting.filter(pk__in=keys)


def both_linked() -> Any:
    """Return, for a query of likenesses, what says that both are linked to one person
    already: then nobody needs to be asked.
    """
    there = Link.objects.filter(referral=OuterRef(OuterRef("earlier_id")))
    persons = there.filter(undone_at=None).values("person_id")
    here = Link.objects.filter(referral=OuterRef("later_id"), undone_at=None)
    return here.filter(person_id__in=Subquery(persons))


def open_beside(member: Any, now: Any) -> Exists:
    """Return, for a query of referrals, whether one waits for an answer here."""
    return Exists(known(OuterRef("pk"), Membership(pk=member), now).open())


def others(here: Referral, member: Membership, now: datetime) -> ReferralQuerySet:
    """Return the referrals that the member may compare with `here`."""
    pairs = known(here.pk, member, now)
    later, earlier = pairs.values("later_id"), pairs.values("earlier_id")
    seen = seen_by(member, now).values("pk")
    either = Q(pk__in=seen) | Q(pk__in=later) | Q(pk__in=earlier)
    return Referral.objects.filter(either).exclude(pk=here.pk)


def between(one: Referral, other: Referral) -> Likeness | None:
    """Return the likeness of two referrals, whichever came first."""
    keys = [one.pk, other.pk]
    held = Likeness.objects.select_related("later", "earlier")
    return held.filter(later__in=keys, earlier__in=keys).first()


def shown(here: Referral, member: Membership, now: datetime) -> list[Shown]:
    """Return the likenesses of `here` that the member may know of: undecided ones
    first, and among them the surer ones; then the newest.
    """
    found = KNOWN.all(here=here.pk, member=member.pk, now=now)
    if not found:
        return []
    keyring.open_files(here.partnership_id, [one.later_id for one in found])
    keys = [one.later_id for one in found] + [one.earlier_id for one in found]
    held = SEEN.tuples(member=member.pk, now=now, keys=keys)
    may_open = {key for (key,) in held}
    laid_out = [lay_out(one, here, may_open) for one in found]
    return sorted(laid_out, key=lambda one: (not one.is_open, order(one.likeness)))


def one(likeness: Likeness, here: Referral) -> Shown:
    """Return one likeness as a page of `here` lays it out."""
    return lay_out(likeness, here, set())


def order(likeness: Likeness) -> int:
    return Found.values.index(likeness.found)


def lay_out(likeness: Likeness, here: Referral, may_open: set[Any]) -> Shown:
    is_later = likeness.later_id == here.pk
    other = likeness.earlier if is_later else likeness.later
    why = why_of(likeness)
    codes = [(code, agrees) for code, agrees in why.get("reasons", [])]
    return Shown(
        likeness,
        other,
        other.pk in may_open,
        str(likeness.get_found_display()),
        str(Label(why.get("label", Label.NONE)).label),
        words.in_words(codes, against=False),
        words.in_words(codes, against=True),
    )


def why_of(likeness: Likeness) -> dict[str, Any]:
    try:
        return likeness.why or {}
    except Erased:
        return {}


def waiting(here: Referral, member: Membership, now: datetime) -> int:
    """Return how many likenesses of `here` the member must still decide."""
    return len(OPEN.tuples(here=here.pk, member=member.pk, now=now))


def is_unsure(here: Referral, member: Membership, now: datetime) -> bool:
    """Tell whether somebody is or was unsure of a likeness that the member may know of:
    whoever changes their mind does not thereby close alone.
    """
    return known(here.pk, member, now).filter(answers__state=State.UNSURE).exists()


def answers(likeness: Likeness | None) -> list[Answer]:
    """Return all that was answered, the newest first."""
    if likeness is None:
        return []
    return list(likeness.answers.select_related("by").order_by("-created_at"))


def told_of(referral: Referral) -> Told:
    """Return who the referral is about, as it tells; nothing when it tells nothing."""
    identity = identities.of_file(referral.partnership, referral.pk)
    return facts.read(identity.told) if identity else Told()


def looked_at(referral: Referral) -> datetime | None:
    """Return when earlier referrals were looked for last."""
    events = Event.objects.about(referral.pk).filter(
        partnership_id=referral.partnership_id, name=LOOKED
    )
    return events.order_by("-created_at").values_list("created_at", flat=True).first()


def weaker(
    here: Referral, member: Membership, now: datetime
) -> tuple[list[Weaker], tuple[Any, ...]]:
    """Return the referrals that are weakly like `here`, among those that the member may
    open, best first; and the identities that were opened to find them.
    """
    seen = seen_by(member, now)
    found = identities.matches(
        here.partnership,
        told_of(here),
        apart_from=[here.pk],
        within=searching.within(here.partnership, seen),
    )
    weak = [match for match in found.matches if match.band == Band.WEAK]
    held = seen.in_bulk([match.file_id for match in weak])
    shown = [
        laid_out_weak(match, held[match.file_id])
        for match in weak
        if match.file_id in held
    ]
    return shown, found.opened


def laid_out_weak(match: Match, other: Referral) -> Weaker:
    codes = codes_of(match)
    return Weaker(
        other, words.in_words(codes, against=False), words.in_words(codes, against=True)
    )


def codes_of(match: Match) -> list[tuple[str, bool | None]]:
    return [(str(reason.code), reason.agrees) for reason in match.reasons]


KNOWN: Prepared[Likeness] = Prepared(
    lambda here, member, now: (
        known(here, Membership(pk=member), now)
        .select_related("later", "earlier")
        .order_by("-created_at")[:MOST_SHOWN]
    )
)
SEEN: Prepared[Any] = Prepared(
    lambda member, now, keys: (
        seen_by(Membership(pk=member), now).filter(pk__in=keys).values_list("pk")
    )
)
OPEN: Prepared[Any] = Prepared(
    lambda here, member, now: (
        known(here, Membership(pk=member), now).open().values_list("pk")
    )
)
