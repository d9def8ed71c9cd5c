"""Whom a case is about, as its referrals told it."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.referrals import queries as told
from saltmarsh.casework.referrals import telling
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.keyring import queries as keyring


def about(case: Case, carried: Sequence[Referral]) -> dict[str, Any]:
    """Return each name that the referrals which the member may see told, once each and
    oldest first, so that a name under two spellings shows; and the newest age that one
    told, with the day of that referral. The file of the case is opened along with theirs.
    """
    shown: dict[str, Any] = {"names": [], "age": None}
    keyring.open_files(case.partnership_id, [case.pk, *(one.pk for one in carried)])
    for referral in carried:
        asked, answers = told.schema_of(referral.schema_id), referral.answers
        name, on = telling.identity(asked, answers).names, day_of(referral)
        age = telling.age_of(asked, answers, on)
        if name and name not in shown["names"]:
            shown["names"].append(name)
        if age is not None:
            shown |= {"age": age, "on": on}
    return shown


def day_of(referral: Referral) -> Any:
    return timezone.localdate(referral.received_at)
