"""A likeness that nobody may see both sides of: who is asked, so that it is not lost.

A manager names somebody, without learning which referrals it is about. Those who hold
each restricted one are asked whether that person may see theirs, without learning that
there is another. Only when all agree does the person see both, for some days.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.likenesses import queries, rules, sight
from saltmarsh.casework.likenesses.models import Asking, Likeness, LikenessQuerySet
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals.models import Grant, Referral
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused

NOBODY, MAY_SEE = "likeness.nobody", "likeness.may_see"
DAYS, PATIENCE_DAYS = 14, 2


def waiting(
    partnership: Partnership, roles: Collection[str], now: datetime
) -> LikenessQuerySet:
    """Return the likenesses that no active member with one of `roles` may decide."""
    members = partnership.memberships.active().filter(role__in=roles)
    every = Likeness.objects.filter(partnership_id=partnership.pk)
    return queries.undecidable(members, every, now)


def ask_managers(
    partnership: Partnership, *, deciding: Collection[str], naming: Collection[str]
) -> int:
    """Ask those whose role is one of `naming` to name somebody for each likeness that
    nobody may decide, unless holders are being asked; return for how many.

    Done by the clock, so that the moment tells nothing.
    """
    now = timezone.now()
    recent = Asking.objects.waiting().filter(
        created_at__gt=now - timedelta(days=PATIENCE_DAYS)
    )
    lost = waiting(partnership, deciding, now)
    found = list(lost.exclude(askings__in=recent).select_related("later", "earlier"))
    keys = [likeness.pk for likeness in found]
    told = partnership.notices.waiting().filter(kind=NOBODY).exclude(about_id__in=keys)
    for key in set(told.values_list("about_id", flat=True)):
        notices.done(partnership, kind=NOBODY, about_id=key)
    members = list(partnership.memberships.active().filter(role__in=naming))
    for likeness in found:
        place = Place("desk:undecided", (), likeness.pk)
        for member in apart(likeness, members):
            notices.tell(partnership, kind=NOBODY, place=place, member=member)
    return len(found)


def apart(likeness: Likeness, members: list[Membership]) -> list[Membership]:
    """Return those who hold neither of the two, or all when nobody is apart."""
    both = (likeness.later, likeness.earlier)
    near = {member.pk for one in both for member in sight.holders([one])}
    return [member for member in members if member.pk not in near] or members


@transaction.atomic
def name(
    likeness: Likeness, *, member: Membership, roles: Collection[str], by: Membership
) -> None:
    """Name somebody who may see both referrals of a likeness that nobody sees both of,
    and ask those who hold each. Raises Refused with the barriers.

    roles: whose holders decide about referrals.
    """
    partnership, now = by.partnership, timezone.now()
    Likeness.objects.select_for_update().get(pk=likeness.pk)
    lost = waiting(partnership, roles, now).filter(pk=likeness.pk)
    refused = likeness.askings.filter(member=member, agrees=False)
    if found := rules.barriers_to_naming(
        is_waiting=lost.exists(),
        may_decide=member.role in roles and member.left_at is None,
        was_refused=refused.exists(),
    ):
        raise Refused(*found)
    for one in (likeness.later, likeness.earlier):
        others = sight.holders([one]) if one.is_restricted else []
        if others and member not in others:
            ask_holders(likeness, one, member, by.user)
    notices.done(partnership, kind=NOBODY, about_id=likeness.pk)
    audit.record("likeness.named", likeness, by=by.user_id, member=str(member.pk))
    open_both(likeness, member, by.user)


def ask_holders(
    likeness: Likeness, referral: Referral, member: Membership, by: User
) -> None:
    likeness.askings.get_or_create(
        partnership_id=likeness.partnership_id,
        referral=referral,
        member=member,
        agrees=None,
        defaults={"by": by},
    )
    place = Place("desk:may-see", (referral.reference,), referral.pk)
    for holder in sight.holders([referral]):
        notices.tell(referral.partnership, kind=MAY_SEE, place=place, member=holder)


@transaction.atomic
def reply(asking: Asking, *, agrees: bool, by: User) -> None:
    """Answer whether somebody may see a referral that `by` holds. Raises Refused when
    it was answered meanwhile.
    """
    held = Asking.objects.select_for_update(of=["self"]).get(pk=asking.pk)
    if held.agrees is not None:
        raise Refused(_("Somebody else has answered this meanwhile"))
    held.agrees, held.answered_by = agrees, by
    held.save(update_fields=["agrees", "answered_by"])
    audit.record("likeness.sight_answered", held, by=by.pk, agrees=str(agrees).lower())
    mine = Asking.objects.filter(likeness=held.likeness_id, member=held.member_id)
    if not agrees:
        mine.waiting().update(agrees=False)
    for one in mine.select_related("referral__partnership"):
        if not one.referral.askings.waiting().exists():
            about = one.referral_id
            notices.done(one.referral.partnership, kind=MAY_SEE, about_id=about)
    open_both(held.likeness, held.member, by)


def open_both(likeness: Likeness, member: Membership, by: User) -> None:
    """Let `member` see both referrals and decide, once nobody is to agree any more."""
    mine = likeness.askings.filter(member=member)
    if mine.exclude(agrees=True).exists():
        return
    now = timezone.now()
    for one in (likeness.later, likeness.earlier):
        if not queries.seen_by(member, now).filter(pk=one.pk).exists():
            grant(one, member, by, now)
        if one.is_restricted:
            working.later(referrals.SIGHT, one.partnership_id, referral=one.pk)
    place = Place("desk:likenesses", (likeness.later.reference,), likeness.later_id)
    owner = likeness.later.partnership
    notices.tell(owner, kind=sight.NAMED, place=place, member=member)


def grant(referral: Referral, member: Membership, by: User, now: datetime) -> None:
    """Let `member` see a referral for some days, and no longer than anybody else."""
    live = referral.grants.filter(ended_at=None, until__gt=now)
    ends = [one.until for one in live if one.until] if referral.is_restricted else []
    until = now + timedelta(days=DAYS)
    made = Grant(
        partnership_id=referral.partnership_id,
        referral=referral,
        member=member,
        until=min(until, max(ends, default=until)),
        by=by,
    )
    made.reason = _("To decide whether two referrals are about one person")
    made.save()
    about = [made.pk, referral.pk, member.pk]
    audit.note(
        "referral.sight_given",
        partnership_id=referral.partnership_id,
        about=("referrals.Grant", about),
        by=by.pk,
    )


@dataclass(frozen=True)
class Named:
    """Somebody who was named, and how that stands, in words."""

    member: Membership
    words: str


def named(likeness: Likeness) -> list[Named]:
    """Return who was named for a likeness, the last first. It says nothing of which
    side has answered.
    """
    found: dict[Membership, list[bool | None]] = {}
    for one in sorted(likeness.askings.all(), key=attrgetter("created_at")):
        found.setdefault(one.member, []).append(one.agrees)
    return [Named(member, words(given)) for member, given in reversed(found.items())]


def words(given: list[bool | None]) -> str:
    if False in given:
        return _("Somebody said no")
    return _("Waiting for an answer") if None in given else _("Their time is over")
