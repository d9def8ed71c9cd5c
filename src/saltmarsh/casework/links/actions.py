import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.links import queries, rules
from saltmarsh.casework.links.models import Link, Meaning
from saltmarsh.casework.people.models import Person
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.refusals import Refused

LINKED = "exits.ask_again"  # the job to do when who was referred again has changed


@transaction.atomic
def link(
    referral: Referral,
    *,
    earlier: Referral | None,
    reason: str,
    version: int | None = None,
    by: User,
) -> Link:
    """Decide that `referral` is about the same person as an earlier one.

    version: the one of `referral` that `by` has seen.
    The person is a bare record, made when neither referral has one. Both become
    repeat referrals. Raises Refused with the barriers when there are any.
    """
    both = [one for one in (referral, earlier) if one is not None]
    lock(both)
    referrals.lock(referral, version=version)
    persons = (
        queries.person_of(referral),
        queries.person_of(earlier) if earlier else None,
    )
    earlier_id = earlier.pk if earlier else None
    if found := rules.barriers(referral.pk, earlier_id, persons=persons):
        raise Refused(*found)
    person_id = persons[0] or persons[1] or make_person(referral)
    made = [
        tie(one, person_id, reason, by)
        for one, known in zip(both, persons, strict=True)
        if known is None
    ]
    mark(person_id)
    working.later(LINKED, referral.partnership_id)
    note("referral.linked", made[0], by)
    return made[0]


def lock(referrals: list[Referral]) -> None:
    keys = [referral.pk for referral in referrals]
    held = Referral.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    list(held.values_list("pk"))


def make_person(referral: Referral) -> uuid.UUID:
    return Person.objects.create(partnership_id=referral.partnership_id).pk


def tie(referral: Referral, person_id: uuid.UUID, reason: str, by: User) -> Link:
    made = Link(
        partnership_id=referral.partnership_id,
        person_id=person_id,
        referral=referral,
        by=by,
    )
    made.reason = reason
    made.save()
    return made


@transaction.atomic
def undo(held: Link, *, reason: str, version: int | None = None, by: User) -> None:
    """Decide that a referral is not about the person after all. The link stays, as
    undone. Raises Refused when somebody else has undone it.
    """
    referrals.lock(held.referral, version=version)
    if not Link.objects.filter(pk=held.pk, undone_at=None).exists():
        raise Refused(_("Somebody else has undone this link already"))
    held.undone_at, held.undone_by = timezone.now(), by
    held.undone_reason = reason
    held.save(update_fields=["undone_at", "undone_by", "sealed_undone_reason"])
    count = F("version") + 1
    left = Referral.objects.filter(pk=held.referral_id)
    left.update(is_repeat=False, version=count)
    mark(held.person_id)
    working.later(LINKED, held.partnership_id)
    note("referral.unlinked", held, by)


@transaction.atomic
def mean(
    referral: Referral, *, text: str, version: int | None = None, by: User
) -> Meaning:
    """Say what has changed with this referral of a person who has others, and what all
    of them mean together. Raises Refused when nothing is said.
    """
    referrals.lock(referral, version=version)
    if found := rules.barriers_to_meaning(text, is_repeat=referral.is_repeat):
        raise Refused(*found)
    made = Meaning(partnership_id=referral.partnership_id, referral=referral, by=by)
    made.text = text
    made.save()
    referrals.change(referral)
    audit.record("referral.weighed", referral, by=by.pk)
    return made


def mark(person_id: uuid.UUID) -> None:
    """Mark the person's referrals as repeats when there are two or more."""
    links = Link.objects.filter(person=person_id, undone_at=None)
    keys = list(links.values_list("referral_id", flat=True))
    marked = Referral.objects.filter(pk__in=keys)
    marked.update(is_repeat=len(keys) > 1, version=F("version") + 1)


def note(name: str, link: Link, by: User) -> None:
    audit.note(
        name,
        partnership_id=link.partnership_id,
        about=("links.Link", [link.pk, link.referral_id]),
        by=by.pk,
    )
