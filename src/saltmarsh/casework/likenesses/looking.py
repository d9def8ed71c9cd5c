"""Looking for what nobody has looked for: referrals that came before there was an index.

It can be cut off at any moment: each look leaves its event, and the next run goes on
with those that have none.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from saltmarsh.casework.identities import queries as identities
from saltmarsh.casework.identities.models import Identity, Kind
from saltmarsh.casework.likenesses import actions, queries
from saltmarsh.foundation.audit.models import Mention
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership


@dataclass(frozen=True)
class Progress:
    """How many of how many identities were gone through, and how many likenesses wait
    for an answer because of it.
    """

    done: int
    of: int
    raised: int


@transaction.atomic
def is_ready(partnership: Partnership) -> bool:
    """Tell whether everybody can be found: the index is there, and none is being made."""
    partnerships.enter(partnership)
    being_made = partnership.indexes.filter(is_current=False)
    return identities.current(partnership) is not None and not being_made.exists()


def look_again(partnership: Partnership, *, batch: int) -> Iterator[Progress]:
    """Look for earlier referrals of each referral for which it was never done, yielding
    how far it is after each batch, which is a transaction of its own.
    """
    after, done, raised = uuid.UUID(int=0), 0, 0
    while True:
        with transaction.atomic():
            partnerships.enter(partnership)
            keyring.forget()
            told = partnership.identities.filter(kind=Kind.REFERRAL)
            of = told.count()
            found = list(told.filter(pk__gt=after).order_by("pk")[:batch])
            for identity in unlooked(partnership, found):
                raised += actions.look(partnership, identity_id=identity.pk)
        if not found:
            return
        after, done = found[-1].pk, done + len(found)
        yield Progress(done, of, raised)


def unlooked(partnership: Partnership, some: list[Identity]) -> list[Identity]:
    """Return those whose referrals no look was ever made for."""
    keys = [identity.file_id for identity in some]
    looks = Mention.objects.filter(
        partnership_id=partnership.pk, subject_id__in=keys, event__name=queries.LOOKED
    )
    looked = set(looks.values_list("subject_id", flat=True))
    return [identity for identity in some if identity.file_id not in looked]
