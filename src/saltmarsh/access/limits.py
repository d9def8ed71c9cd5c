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
from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string

from saltmarsh.access.http import View

COUNT = """
INSERT INTO access_bucket (name, started, network, count)
SELECT %s, to_timestamp(floor(extract(epoch from now()) / %s) * %s), %s, 1 {quickly}
ON CONFLICT (name, started, network) DO UPDATE SET count = access_bucket.count + 1
RETURNING count
"""
# A count that a crash forgets is worth less than a disk's wait.
QUICKLY = "FROM set_config('synchronous_commit', 'off', true)"


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
    count = counted(limit, hashed(request, network(request)), quickly=True)
    request.is_over_limit = count > limit.most
    return request.is_over_limit and limit.turns_away


def is_over_for(request: Any, limit: Limit, whom: str) -> bool:
    """Count one try of `whom` (an account, not a network), and tell whether it is one
    too many. A view asks before it computes a password's hash; the row stays locked
    until the answer, so that tries at one account go one after another.
    """
    return counted(limit, hashed(request, whom.strip().lower())) > limit.most


def counted(limit: Limit, who: bytes, *, quickly: bool = False) -> int:
    """Count one more, and return how many there are in this window.

    quickly: without waiting for the disk, in a transaction that does nothing else.
    """
    sql = COUNT.format(quickly=QUICKLY if quickly else "")
    with connection.cursor() as cursor:
        cursor.execute(sql, [limit.name, limit.seconds, limit.seconds, who])
        return int(cursor.fetchone()[0])


def hashed(request: Any, who: str) -> bytes:
    text = f"{request.partnership.pk}:{who}"
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), sha256)[:16]


def network(request: Any) -> str:
    """Return the visitor's network: its /24 or, of IPv6, its /56."""
    try:
        address = ipaddress.ip_address(address_of(request))
    except ValueError:
        return "unknown"
    prefix = 24 if address.version == 4 else 56
    return str(ipaddress.ip_network((address, prefix), strict=False))


def address_of(request: Any) -> str:
    """Return the address that the outermost of our own proxies saw."""
    passed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXIES <= len(passed):
        return str(passed[-settings.PROXIES]).strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def too_many(request: Any) -> HttpResponse:
    return HttpResponse(
        render_to_string("errors/too_many.html", {}, request), status=429
    )
