"""Whom a case is about, as its referrals told it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.referrals import queries as told
from saltmarsh.casework.referrals import telling
from saltmarsh.casework.referrals.answers import Answers
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring.fields import Erased


def about(case: Case, carried: Sequence[Referral]) -> dict[str, Any]:
    """Return each name that the referrals which the member may see told, once each and
    oldest first, so that a name under two spellings shows; and the newest age that one
    told, with the day of that referral. The file of the case is opened along with theirs.
    """
    shown: dict[str, Any] = {"names": [], "age": None}
    keyring.open_files(case.partnership_id, [case.pk, *(one.pk for one in carried)])
    for referral in carried:
        asked, answers = told.schema_of(referral.schema_id), answers_of(referral)
        name, on = telling.identity(asked, answers).names, received_on(referral)
        age = telling.age_of(asked, answers, on)
        if name and name not in shown["names"]:
            shown["names"].append(name)
        if age is not None:
            shown |= {"age": age, "on": on}
    return shown


def answers_of(referral: Referral) -> Answers:
    """Return what a referral told; nothing when it is erased."""
    try:
        return referral.answers  # type: ignore[no-any-return]
    except Erased:
        return {}


def received_on(referral: Referral) -> date:
    return timezone.localdate(referral.received_at)
