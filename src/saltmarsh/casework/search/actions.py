"""A search for a person: its purpose is kept, its words for half an hour."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.identities import facts
from saltmarsh.casework.identities import rules as identities
from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.search import queries, rules
from saltmarsh.casework.search.models import Search
from saltmarsh.casework.search.queries import Answer
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused

KEPT_MINUTES = 30


class TooLittle(Refused):
    """What was typed has no key in the index. can_be_scanned: whether every record
    can be compared with it.
    """

    def __init__(self, *reasons: str, can_be_scanned: bool):
        super().__init__(*reasons)
        self.can_be_scanned = can_be_scanned


@dataclass(frozen=True)
class Asked:
    """What is searched for. typed: the answers of the form, to show them again."""

    told: Told
    reference: str = ""
    typed: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "told": self.told.as_json(),
            "reference": self.reference,
            "typed": dict(self.typed),
        }


@dataclass(frozen=True)
class Why:
    """What a search is for: a code, and words that are kept sealed."""

    purpose: str
    reason: str = ""


@transaction.atomic
def search(member: Membership, *, asked: Asked, why: Why, now: datetime) -> Search:
    """Search the referrals that `member` may open, through the index.

    Raises Refused with the barriers, and TooLittle when the index has no key for what
    was asked.
    """
    check(why)
    if not asked.reference and (found := identities.barriers_to_search(asked.told)):
        raise TooLittle(*found, can_be_scanned=rules.can_be_scanned(asked.told))
    made = begin(member, asked=asked, why=why, now=now)
    keep(made, answer=queries.looked_up(member, asked.told, now))
    return made


@transaction.atomic
def search_all(member: Membership, *, asked: Asked, why: Why, now: datetime) -> Search:
    """Let the worker compare every record that `member` may open with what is asked.

    Raises Refused with the barriers.
    """
    check(why)
    if not rules.can_be_scanned(asked.told):
        raise Refused(_("Enter a name or a place to look through every record for"))
    made = begin(member, asked=asked, why=why, now=now, is_scan=True)
    working.later("search.scan", made.partnership_id, search=made.pk)
    return made


def check(why: Why) -> None:
    if found := rules.barriers_to_purpose(why.purpose, why.reason):
        raise Refused(*found)


def begin(
    member: Membership, *, asked: Asked, why: Why, now: datetime, is_scan: bool = False
) -> Search:
    made = Search(
        partnership_id=member.partnership_id,
        member=member,
        purpose=why.purpose,
        is_scan=is_scan,
        expires_at=now + timedelta(minutes=KEPT_MINUTES),
    )
    made.reason, made.asked = why.reason, asked.as_json()
    made.save()
    return made


def keep(made: Search, *, answer: Answer) -> None:
    """Keep what a search found, and write its one event: never what was asked."""
    made.found, made.finished_at = answer.found, timezone.now()
    made.save(update_fields=["sealed_found", "finished_at"])
    audit.note(
        "person.searched",
        partnership_id=made.partnership_id,
        about=("search.Search", [made.pk, *answer.opened]),
        by=made.member.user_id,
        purpose=made.purpose,
        how="every record" if made.is_scan else "index",
        opened=str(answer.count),
        found=str(len(answer.found)),
    )


def scan(partnership: Partnership, *, search_id: uuid.UUID) -> Iterator[None]:
    """Compare every record with what was asked; yields after each step.

    Does nothing when the search was done or forgotten meanwhile.
    """
    now = timezone.now()
    waiting = partnership.searches.filter(pk=search_id, finished_at=None)
    made = waiting.filter(expires_at__gt=now).select_related("member").first()
    if made is None:
        return
    told = facts.read(made.asked["told"])
    answer = Answer([], [], 0)
    for step in queries.looked_through(made.member, told, now):
        answer, made.done, made.of = step.answer, step.done, step.of
        made.save(update_fields=["done", "of"])
        yield
    keep(made, answer=answer)


@transaction.atomic
def forget(partnership: Partnership, *, now: datetime) -> int:
    """Forget the words and answers of searches whose time is over; return how many."""
    expired = partnership.searches.expired(now)
    return expired.update(sealed_asked=None, sealed_found=None)
