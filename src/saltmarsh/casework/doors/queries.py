"""What a link opens, and for which browser."""

import uuid

from django.utils import timezone

from saltmarsh.casework.doors.models import Code
from saltmarsh.casework.routing.models import Link
from saltmarsh.casework.routing.queries import LINKS
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships.models import Partnership


def link_at(partnership: Partnership, token: str) -> Link | None:
    """Return the link to a delivery that `token` opens, unless its time is over."""
    link = any_link_at(partnership, token)
    return link if link and link.delivery_id else None


def any_link_at(partnership: Partnership, token: str) -> Link | None:
    """Return the link to whatever `token` opens, unless its time is over."""
    look_ups = keyring.look_ups(partnership.pk, LINKS, token)
    held = Link.objects.filter(partnership=partnership, look_up__in=look_ups)
    alive = held.filter(expires_at__gt=timezone.now())
    return alive.select_related("delivery__desk", "delivery__referral__schema").first()


def browser_look_ups(partnership_id: uuid.UUID, secret: str) -> list[bytes]:
    return keyring.look_ups(partnership_id, LINKS, f"browser:{secret}")


def is_open(link: Link, *, browser: str) -> bool:
    """Tell whether the browser that holds the secret `browser` has entered a code."""
    secrets = browser_look_ups(link.partnership_id, browser)
    entered = Code.objects.filter(
        link=link, browser__in=secrets, open_until__gt=timezone.now()
    )
    return entered.exists()
