"""Identities of referrals that were received before identities were kept."""

import uuid

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.identities import actions as identities
from saltmarsh.casework.identities.models import Kind
from saltmarsh.casework.referrals import queries, telling
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring.fields import Erased
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.writing import insert


def tell_again(partnership: Partnership, *, batch: int) -> int:
    """Keep the identity as told of each referral that has none; return how many.

    It is found once the index is rebuilt. Twice is as once.
    """
    count, after = 0, uuid.UUID(int=0)
    while True:
        with transaction.atomic():
            partnerships.enter(partnership)
            keyring.forget()
            found = partnership.referrals.filter(pk__gt=after).order_by("pk")[:batch]
            referrals = list(found)
            if not referrals:
                return count
            count += _tell(partnership, referrals)
            after = referrals[-1].pk


def _tell(partnership: Partnership, referrals: list[Referral]) -> int:
    keyring.open_files(partnership.pk, [referral.pk for referral in referrals])
    known = set(partnership.identities.values_list("file_id", flat=True))
    made = []
    for referral in referrals:
        if referral.pk in known:
            continue
        try:
            answers = referral.answers
        except Erased:
            continue
        asked = queries.schema_of(referral.schema_id)
        told = telling.facts(asked, answers, timezone.localdate(referral.received_at))
        if told:
            key, kind = referral.pk, Kind.REFERRAL
            one = identities.made(partnership.pk, file_id=key, kind=kind, told=told)
            made.append(one)
    insert(*made)
    return len(made)
