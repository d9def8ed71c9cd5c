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
from saltmarsh.access.models import Bucket

COUNT = """
INSERT INTO access_bucket (name, started, network, count)
SELECT %s, to_timestamp(floor(extract(epoch from now()) / %s) * %s), {whose}, 1 {here}
ON CONFLICT (name, started, network) DO UPDATE SET count = access_bucket.count + 1
RETURNING count
"""
COUNT_OF = COUNT.format(whose="%s", here="")
# In the row `here` of a partnership. A count that a crash forgets is worth less than a
# disk's wait.
COUNT_HERE = COUNT.format(
    whose="substring(sha256(uuid_send(here.id) || %s) FOR 16)",
    here="FROM here, set_config('synchronous_commit', 'off', true)",
)


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


def of(request: Any, view: Any) -> Limit | None:
    """Return the limit that the request counts towards, if any."""
    return getattr(view, "limit", None) if request.method == "POST" else None


def here(limit: Limit, request: Any) -> list[Any]:
    """Return the parameters of COUNT_HERE, which counts one more post."""
    who = keyed(network(request))
    return [limit.name, limit.seconds, limit.seconds, who]


def is_over(request: Any, limit: Limit | None, count: int) -> bool:
    """Mark a request that is the `count`th, and tell whether to turn it away."""
    request.is_over_limit = limit is not None and count > limit.most
    return limit is not None and request.is_over_limit and limit.turns_away


def is_over_for(request: Any, limit: Limit, whom: str) -> bool:
    """Count one try of `whom` (an account, not a network), and tell whether it is one
    too many. A view asks before it computes a password's hash; the row stays locked
    until the answer, so that tries at one account go one after another.
    """
    return counted(limit, hashed(request, whom.strip().lower())) > limit.most


def forgive(request: Any, limit: Limit, whom: str) -> None:
    """Forget the tries of `whom`, who has just shown that they are themselves: only
    tries that fail, one after another, count.
    """
    who = hashed(request, whom.strip().lower())
    Bucket.objects.filter(name=limit.name, network=who).delete()


def counted(limit: Limit, who: bytes) -> int:
    """Count one more, and return how many there are in this window."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_OF, [limit.name, limit.seconds, limit.seconds, who])
        return int(cursor.fetchone()[0])


def hashed(request: Any, who: str) -> bytes:
    return sha256(request.partnership.pk.bytes + keyed(who)).digest()[:16]


def keyed(who: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), who.encode(), sha256)


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
