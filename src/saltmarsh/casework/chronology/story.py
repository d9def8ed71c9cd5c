"""The whole story: all referrals of one person together, in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from saltmarsh.casework.links import queries as links
from saltmarsh.casework.links.models import Meaning
from saltmarsh.casework.referrals import queries as told
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.referrals.telling import Said
from saltmarsh.casework.triage.kinds import OUTCOMES, Kind, code_in_words
from saltmarsh.casework.triage.models import Decision
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring.fields import Erased

# The heading of the questions that say why somebody was referred.
CONCERN = "worry"
TOLD_OF = (*OUTCOMES, Kind.POLICE_OUTCOME, Kind.CLOSED)


@dataclass(frozen=True)
class Ending:
    """One outcome of a referral: what it was, who decided it, when and why."""

    when: datetime
    what: str
    by: str
    reasons: str


@dataclass(frozen=True)
class Chapter:
    """One referral of the story. concern: in the referrer's words."""

    referral: Referral
    concern: str
    endings: list[Ending]
    meaning: Meaning | None


def chapters(referral: Referral, member: Membership, now: datetime) -> list[Chapter]:
    """Return the referral and the others of the same person that `member` may see,
    oldest first. Others may exist, and nothing here tells whether they do.
    """
    others = [other.referral for other in links.linked_to(referral, member, now)]
    every = sorted([referral, *others], key=lambda one: one.received_at)
    keyring.open_files(referral.partnership_id, [one.pk for one in every])
    return [
        Chapter(one, concern(one), endings(one), links.meaning_of(one)) for one in every
    ]


def concern(referral: Referral) -> str:
    """Return why the person was referred, as told first; "" when it is erased."""
    try:
        sections = told.as_told(referral)
    except Erased:
        return ""
    said: list[Said] = [one for section in sections for one in section.said]
    return next((one.answer for one in said if one.section == CONCERN), "")


def endings(referral: Referral) -> list[Ending]:
    held = referral.decisions.of_kind(*TOLD_OF).select_related("by")
    return [ending(one) for one in held.order_by("created_at")]


def ending(decision: Decision) -> Ending:
    code = code_in_words(decision.kind, decision.code)
    kind = str(Kind(decision.kind).label)
    what = f"{kind}: {code}" if code else kind
    return Ending(decision.created_at, what, str(decision.by), reasons(decision))


def reasons(decision: Decision) -> str:
    try:
        words: Any = decision.reasons
    except Erased:
        return ""
    return words or ""
