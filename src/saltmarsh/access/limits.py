"""How often one network may post to a page, counted before anything else is done.

Counts are kept for minutes, under a keyed hash of the network, in a transaction of
their own: a refused request still counts. A limit on a safeguarding form never
turns anybody away: it marks the request, and the view sends it to quarantine.
"""

import hmac
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.loader import render_to_string

from saltmarsh.access.http import View

COUNT = """
INSERT INTO access_bucket (name, started, network, count)
VALUES (%s, to_timestamp(floor(extract(epoch from now()) / %s) * %s), %s, 1)
ON CONFLICT (name, started, network) DO UPDATE SET count = access_bucket.count + 1
RETURNING count
"""


@dataclass(frozen=True)
class Limit:
    """At most `most` posts in `seconds` from one network; `turns_away` what is over,
    or only marks it as `request.is_over_limit`.
    """

    name: str
    most: int
    seconds: int
    turns_away: bool = True


def limited(
    name: str, *, most: int, minutes: int, turns_away: bool = True
) -> Callable[[View], View]:
    """Count posts to the view. Goes above the guard."""

    def mark(view: View) -> View:
        view.limit = Limit(name, most, minutes * 60, turns_away)  # type: ignore[attr-defined]
        return view

    return mark


def is_over(request: Any, view: Any) -> bool:
    """Count the request, and tell whether to turn it away."""
    limit = getattr(view, "limit", None)
    request.is_over_limit = False
    if limit is None or request.method != "POST":
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        # A count that a crash forgets is worth less than a disk's wait.
        cursor.execute("SET LOCAL synchronous_commit = off")
        window = [limit.seconds, limit.seconds]
        cursor.execute(COUNT, [limit.name, *window, network(request)])
        count = cursor.fetchone()[0]
    request.is_over_limit = count > limit.most
    return request.is_over_limit and limit.turns_away


def network(request: Any) -> bytes:
    """Return a keyed hash of the visitor's network: its /24 or, of IPv6, its /56."""
    address = ipaddress.ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - stands for "unknown"
    prefix = 24 if address.version == 4 else 56
    wide = ipaddress.ip_network((address, prefix), strict=False)
    text = f"{request.partnership.pk}:{wide}"
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), sha256)[:16]


def too_many(request: Any) -> HttpResponse:
    return HttpResponse(render_to_string("too_many.html", {}, request), status=429)
