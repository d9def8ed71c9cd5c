"""What becomes known about a person: each fact with its source, none ever edited."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.identities import actions as identities
from saltmarsh.casework.identities.models import Kind as IdentityKind
from saltmarsh.casework.people import queries, rules
from saltmarsh.casework.people.models import Fact
from saltmarsh.casework.people.rules import Value
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused


@dataclass(frozen=True)
class Learnt:
    """A fact as somebody enters it. value: what `rules` says."""

    kind: str
    value: Value
    source: str
    certainty: str


@transaction.atomic
def add(referral: Referral, *, learnt: Learnt, by: User) -> Fact:
    """Record a fact about the person whom the referral is about, and let them be
    found by it. Raises Refused with the barriers.
    """
    fact = made(referral, learnt, by)
    fact.save()
    return told_again(fact, "fact.added")


@transaction.atomic
def correct(fact: Fact, *, learnt: Learnt, why: str, by: User) -> Fact:
    """Record a fact in place of another, which stays to be read.

    Raises Refused with the barriers, and when somebody has corrected it already.
    """
    held = Fact.objects.select_for_update(of=["self"]).get(pk=fact.pk)
    if Fact.objects.filter(corrects=held).exists():
        raise Refused(_("Somebody has corrected this already: correct the newer one"))
    if not why.strip():
        raise Refused(_("Say why it was wrong"))
    new = made(held.referral, learnt, by)
    new.corrects, new.why = held, why
    new.save()
    return told_again(new, "fact.corrected")


def made(referral: Referral, learnt: Learnt, by: User) -> Fact:
    """Return a new fact, sealed and not yet stored. Raises Refused."""
    if found := rules.barriers(learnt.kind, learnt.value, timezone.localdate()):
        raise Refused(*found)
    fact = Fact(
        partnership_id=referral.partnership_id,
        referral=referral,
        kind=learnt.kind,
        source=learnt.source,
        certainty=learnt.certainty,
        by=by,
    )
    fact.value = learnt.value
    return fact


def told_again(fact: Fact, event: str) -> Fact:
    """Let the index follow a new fact, and look again for earlier referrals."""
    referral = fact.referral
    identities.retell(
        referral.partnership,
        file_id=referral.pk,
        kind=IdentityKind.REFERRAL,
        told=queries.identity(referral),
        then=referrals.LOOK,
    )
    audit.note(
        event,
        partnership_id=fact.partnership_id,
        about=("people.Fact", [fact.pk, referral.pk]),
        by=fact.by_id,
        kind=fact.kind,
        source=fact.source,
        certainty=fact.certainty,
    )
    return fact
