import uuid
from collections.abc import Iterable, Iterator

from django.db import transaction

from saltmarsh.casework.identities import queries as identities
from saltmarsh.casework.identities.models import Identity, Kind
from saltmarsh.casework.identities.queries import Match
from saltmarsh.casework.identities.rules import Band
from saltmarsh.casework.likenesses import queries, rules, sight
from saltmarsh.casework.likenesses.models import Answer, Likeness
from saltmarsh.casework.likenesses.rules import Found, Given, State
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.links import rules as linking
from saltmarsh.casework.links.models import Link
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused

LOOK = referrals.LOOK
MOST_RAISED = 50


def ask(referral: Referral, *, by: User) -> None:
    """Let the machine look again for earlier referrals, because somebody asks."""
    audit.record("likeness.asked", referral, by=by.pk)
    identity = identities.of_file(referral.partnership, referral.pk)
    if identity is not None:
        working.later(LOOK, referral.partnership_id, identity=identity.pk)


def note_weaker(
    referral: Referral, *, opened: Iterable[uuid.UUID], purpose: str, by: User
) -> None:
    """Write the event that somebody looked at weak matches, and what for."""
    keys = list(opened)
    audit.note(
        "likeness.weaker_shown",
        partnership_id=referral.partnership_id,
        about=("likenesses.Likeness", [referral.pk, *keys]),
        by=by.pk,
        purpose=purpose,
        opened=str(len(keys)),
    )


@transaction.atomic
def look(partnership: Partnership, *, identity_id: uuid.UUID) -> int:
    """Look for other referrals about the person that an identity tells of; return how
    many likenesses wait for an answer because of it.

    It is the machine's own look: it sees all, and shows nobody more than they may know
    of. The opening of candidates is one event.
    """
    opened = identities.open_identities(partnership, [identity_id])
    mine = [own for identity, _told in opened for own in referrals_of(identity)]
    if not mine:
        return 0
    [(identity, told)] = opened
    apart = [identity.file_id, *(own.pk for own in mine)]
    found = identities.matches(partnership, told, apart_from=apart, limit=MOST_RAISED)
    audit.note(
        queries.LOOKED,
        partnership_id=partnership.pk,
        about=("likenesses.Likeness", [*(own.pk for own in mine), *found.opened]),
        by=None,
        by_kind="system",
        opened=str(len(found.opened)),
    )
    raised = 0
    for match in found.at_least(Band.POSSIBLE):
        for one, other in pairs(partnership, mine, match):
            raised += weigh(one, other, match, identity_id)
    return raised


def referrals_of(identity: Identity) -> list[Referral]:
    """Return the referrals that an identity is told in, or whose person has it."""
    every = Referral.objects.filter(partnership_id=identity.partnership_id)
    if identity.kind == Kind.REFERRAL:
        held = every.filter(pk=identity.file_id)
    else:
        held = every.filter(links__person=identity.file_id, links__undone_at=None)
    return guarded(held.exclude(stage=Stage.QUARANTINED).select_related("partnership"))


def guarded(held: Iterable[Referral]) -> list[Referral]:
    """Return the referrals of one identity: if one of several is restricted, what is
    known of the person may come from it, so only the restricted ones count.
    """
    every = list(held)
    return [one for one in every if one.is_restricted] or every


def pairs(
    partnership: Partnership, mine: list[Referral], match: Match
) -> Iterator[tuple[Referral, Referral]]:
    identity = Identity(
        partnership_id=partnership.pk, kind=match.kind, file_id=match.file_id
    )
    theirs = referrals_of(identity)
    return (
        (one, other) for one in mine for other in theirs if not are_linked(one, other)
    )


def are_linked(one: Referral, other: Referral) -> bool:
    """Tell whether they are one and the same, or linked to one person."""
    held = Link.objects.filter(undone_at=None)
    persons = held.filter(referral=other).values("person_id")
    linked = held.filter(referral=one, person_id__in=persons)
    return one.pk == other.pk or linked.exists()


def weigh(one: Referral, other: Referral, match: Match, identity_id: uuid.UUID) -> bool:
    """Ask about two referrals, unless somebody has answered and nothing has changed;
    tell whether an answer is waited for because of this.
    """
    held = paired(one, other, Found(match.band.value))
    compared = {identity_id, match.identity_id}
    kept = queries.why_of(held)
    codes = [list(code) for code in queries.codes_of(match)]
    news = not compared <= set(held.identities) and rules.is_news(
        kept.get("reasons", []), codes
    )
    if held.state != State.OPEN and not news:
        return False
    if held.state != State.OPEN:
        record(held, State.OPEN, by=None)
    held.found, held.algorithm = Found(match.band.value), algorithm(one.partnership)
    held.identities = sorted(compared | set(held.identities))
    held.why = {"reasons": codes, "label": str(match.label)}
    held.save()
    sight.tell(held)
    return True


def algorithm(partnership: Partnership) -> int:
    index = identities.current(partnership)
    return index.algorithm if index else 0


def paired(one: Referral, other: Referral, found: Found) -> Likeness:
    """Return the likeness of two referrals, held; made when there is none."""
    earlier, later = sorted([one, other], key=lambda each: (each.received_at, each.pk))
    made = Likeness(
        partnership_id=one.partnership_id, later=later, earlier=earlier, found=found
    )
    Likeness.objects.bulk_create([made], ignore_conflicts=True)
    held = Likeness.objects.select_for_update(of=("self",))
    return held.select_related("later", "earlier").get(later=later, earlier=earlier)


@transaction.atomic
def answer(
    referral: Referral,
    *,
    other: Referral | None,
    given: Given,
    version: int | None = None,
    by: User,
) -> Likeness:
    """Answer whether `referral` and another are about one person. Same links them; an
    answer that takes that back undoes the link of `referral`.

    version: the one of `referral` that `by` has seen. Raises Refused with the barriers.
    """
    if other is None or other.pk == referral.pk:
        nobody = (None, None)
        key = other.pk if other else None
        raise Refused(*linking.barriers(referral.pk, key, persons=nobody))
    links.lock([referral, other])
    held = referrals.lock(referral, version=version)
    likeness = paired(held, other, Found.BY_HAND)
    was = likeness.state
    if found := rules.barriers(given, now=was):
        raise Refused(*found)
    if given.state == State.SAME:
        links.link(referral, earlier=other, reason=given.reason, version=version, by=by)
    elif was == State.SAME:
        part(referral, likeness, given.reason, by)
    else:
        referrals.change(referral)
    record(likeness, State(given.state), by=by, given=given)
    note(referral, given.state, by)
    sight.settle(referral, other)
    return likeness


def part(referral: Referral, likeness: Likeness, reason: str, by: User) -> None:
    """Undo the link of the referral. What else was found to be the same is asked again."""
    held = referral.links.filter(undone_at=None).first()
    if held is None:
        referrals.change(referral)
        return
    links.undo(held, reason=reason, by=by)
    same = Likeness.objects.of(referral).filter(state=State.SAME)
    for other in same.exclude(pk=likeness.pk).select_related("later", "earlier"):
        record(other, State.OPEN, by=by)
        sight.tell(other)


@transaction.atomic
def undo(held: Link, *, reason: str, version: int | None = None, by: User) -> None:
    """Undo the link of a referral to a person: it is then answered that it is not about
    the person of any of the others, so that nobody is asked again.
    """
    referral = held.referral
    linked = Referral.objects.filter(
        links__person=held.person_id, links__undone_at=None
    )
    rest = list(linked.exclude(pk=referral.pk).select_related("partnership"))
    links.undo(held, reason=reason, version=version, by=by)
    given = Given(State.DIFFERENT, reason)
    for other in rest:
        likeness = paired(referral, other, Found.BY_HAND)
        record(likeness, State.DIFFERENT, by=by, given=given)
        sight.settle(referral, other)
    note(referral, State.DIFFERENT, by)


def record(
    likeness: Likeness, state: State, *, by: User | None, given: Given | None = None
) -> None:
    """Write one answer down, and let the likeness stand so."""
    answer = Answer(
        partnership_id=likeness.partnership_id,
        likeness=likeness,
        referral_id=likeness.later_id,
        state=state,
        by=by,
    )
    if given is not None:
        answer.because = {"words": given.reason, "are_related": given.are_related}
    answer.save()
    likeness.state = state
    likeness.save(update_fields=["state"])


def note(referral: Referral, state: str, by: User) -> None:
    """Write the event about the referral it was answered at, and not about the other,
    which others may see who must know nothing of this one.
    """
    audit.record("likeness.answered", referral, by=by.pk, state=str(state))
