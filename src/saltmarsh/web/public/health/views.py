from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import anyone
from saltmarsh.casework.routing import queries as routing
from saltmarsh.foundation.documents import keeping, scanning
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring.roots import KeysUnavailable
from saltmarsh.foundation.notices import queries as notices
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships import queries as known
from saltmarsh.foundation.partnerships.models import Partnership

# A ring may be late by so many minutes before the clock counts as stopped.
RING_MINUTES = 10
WELL = "Well."
# What stands beside the service is asked at most so often, by each process.
ASK_SECONDS = 30
asked: dict[str, Any] = {}


@anyone
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """Say whether the service works, at any host, and else what does not: in words
    for an operator, without a name, a number or a secret. What it goes on without is
    said too, and the status stays 200.
    """
    try:
        ailing = list(ailments())
    except DatabaseError:
        ailing = ["The database does not answer."]
        weak = []
    else:
        weak = weaknesses()
    text = "\n".join([*(ailing or [WELL]), *weak])
    status = 503 if ailing else 200
    return HttpResponse(f"{text}\n", content_type="text/plain", status=status)


show.at_any_host = True  # type: ignore[attr-defined]


def ailments() -> Iterator[str]:
    """Yield what does not work, each once."""
    with transaction.atomic():
        read_only()
        if not working.is_working(timezone.now()):
            yield "Jobs are not picked up: is the worker running?"
        for words, is_ailing in CHECKS.items():
            if any(is_ailing(partnership) for partnership in everyone()):
                yield words


def weaknesses() -> list[str]:
    """Return what does not answer that the service goes on without, as it was some
    seconds ago: asking again for each visitor would be a load of its own.
    """
    now = monotonic()
    if now - asked.get("at", -ASK_SECONDS) >= ASK_SECONDS:
        asked["said"] = [words for words, is_well in BESIDE.items() if not is_well()]
        asked["at"] = now
    return list(asked["said"])


def read_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")


def everyone() -> Iterator[Partnership]:
    """Yield every partnership, entered."""
    for partnership in known.every():
        keyring.forget()
        partnerships.enter(partnership)
        yield partnership


def keys_are_shut(partnership: Partnership) -> bool:
    try:
        return not keyring.partnership_keys(partnership.pk)
    except KeysUnavailable:
        return True


def is_stuck(partnership: Partnership) -> bool:
    return notices.is_stuck(partnership, timezone.now())


def rings_late(partnership: Partnership) -> bool:
    return routing.waiting_too_long(partnership, minutes=RING_MINUTES)


def has_no_owner(partnership: Partnership) -> bool:
    """Tell whether a published form would take a worry and lose it."""
    is_published = partnership.schemas.exists()
    return is_published and bool(routing.barriers_to_publishing(partnership))


CHECKS: dict[str, Callable[[Partnership], bool]] = {
    "Keys do not open.": keys_are_shut,
    "The outbox does not drain.": is_stuck,
    "Deliveries do not ring.": rings_late,
    "A published form has no owner who receives.": has_no_owner,
}
# Without these documents wait, and everything else goes on: they are no reason to take
# the service away from whoever is in danger.
BESIDE: dict[str, Callable[[], bool]] = {
    "The virus scanner does not answer: documents wait.": scanning.answers_soon,
    "The storage of documents does not answer: none can be added or opened.": (
        keeping.answers
    ),
}
