"""A referral that another partnership hands over: a record of what it was told."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.referrals import queries
from saltmarsh.casework.referrals.actions import Arrival, stored
from saltmarsh.casework.referrals.models import Draft, Referral, SchemaVersion
from saltmarsh.casework.referrals.schema import Depth
from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.writing import at_once


@dataclass(frozen=True)
class Handed:
    """What is handed over. version: of the questions there. answers: as told to them.
    identity: who the person is, {what it tells of them: answer}.
    """

    version: str
    answers: dict[str, Any] = field(repr=False)
    identity: dict[str, Any] = field(repr=False)


@at_once
def take_over(
    by: Membership, *, handed: Handed, arrival: Arrival, team: Team
) -> Referral:
    """Keep a record of a referral that was told elsewhere. Whoever sent it is unknown
    here, and so is their receipt.

    Raises Refused where no version of the questions is in force.
    """
    version, told = told_here(by, handed)
    draft = Draft(
        partnership=by.partnership, schema=version, door=Depth.STAFF, member=by
    )
    asked = queries.schema_of(version.pk)
    sent = stored(draft, asked, told, arrival, team=team, due_at=None, due_for="")
    audit.record("referral.taken_over", sent.referral, by=by.user_id)
    return sent.referral


def told_here(by: Membership, handed: Handed) -> tuple[SchemaVersion, dict[str, Any]]:
    """Return the version of the questions that was answered and the answers, or else
    the one in force here and what it asks of who the person is.
    """
    same = by.partnership.schemas.filter(version=handed.version).first()
    if same is not None:
        known = queries.schema_of(same.pk).questions
        if handed.answers.keys() <= known.keys():
            return same, handed.answers
    current = queries.schema_in_force(by.partnership, timezone.localdate())
    if current is None:
        raise Refused(_("No version of the referral’s questions is in force here"))
    questions = queries.schema_of(current.pk).questions
    return current, {
        name: handed.identity[str(one.identity)]
        for name, one in questions.items()
        if one.identity and str(one.identity) in handed.identity
    }
