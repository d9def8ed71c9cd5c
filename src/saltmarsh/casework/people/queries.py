"""What is known about the person whom referrals are about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.people import rules
from saltmarsh.casework.people.lifecycle import Kind
from saltmarsh.casework.people.models import Fact
from saltmarsh.casework.referrals import queries as referrals
from saltmarsh.casework.referrals import telling
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.keyring import queries as keyring

TOLD = {
    Kind.NAME: "names",
    Kind.BIRTH: "births",
    Kind.HOME: "homes",
    Kind.SCHOOL: "schools",
    Kind.EMPLOYER: "employers",
    Kind.PHONE: "phones",
    Kind.EMAIL: "emails",
    Kind.ONLINE: "online",
}


@dataclass(frozen=True)
class Known:
    """One thing known. fact: None where it is as told in the referral itself, which
    has no provenance but the referrer.
    """

    kind: str
    text: str
    referral: Referral
    about: tuple[str, ...] = ()
    value: Any = None
    fact: Fact | None = None
    is_corrected: bool = False


def as_told(referral: Referral) -> Told:
    """Return who the referral is about, as told in it and nothing else."""
    schema = referrals.schema_of(referral.schema_id)
    day = timezone.localdate(referral.received_at)
    return telling.facts(schema, referral.answers, day)


def identity(referral: Referral) -> Told:
    """Return who the referral is about with what became known since, the newest
    first: what the index finds it by. A corrected fact is no part of it.
    """
    facts = referral.facts.standing().order_by("-created_at")
    since = rules.told((fact.kind, fact.value) for fact in facts)
    return since.and_also(as_told(referral))


def known(several: Iterable[Referral]) -> dict[Kind, list[Known]]:
    """Return what is known through these referrals of one person, of each kind: as
    told, then as recorded, oldest first.
    """
    held = list(several)
    if held:
        keyring.open_files(held[0].partnership_id, [one.pk for one in held])
    every = [one for referral in held for one in [*_told(referral), *_kept(referral)]]
    return {kind: [one for one in every if one.kind == kind] for kind in Kind}


def _told(referral: Referral) -> Iterator[Known]:
    told = as_told(referral)
    for kind, part in TOLD.items():
        for said in getattr(told, part):
            yield Known(kind, str(said), referral)


def _kept(referral: Referral) -> Iterator[Known]:
    facts = referral.facts.select_related("by", "corrected_by").order_by("created_at")
    for fact in facts:
        value = fact.value
        yield Known(
            fact.kind,
            rules.in_words(fact.kind, value),
            referral,
            tuple(rules.about(fact.kind, value)),
            value,
            fact,
            is_corrected=hasattr(fact, "corrected_by"),
        )
