import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.doors import queries
from saltmarsh.casework.doors.models import Code
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing.models import Link
from saltmarsh.casework.routing.queries import LINKS
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused

CODE_MINUTES, CODE_TRIES, CODES_AN_HOUR, OPEN_MINUTES = 10, 5, 5, 30
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another


@dataclass(frozen=True)
class Mailbox:
    """Where codes go, and the text that they go with."""

    address: str
    template: str = "doors/code"


@transaction.atomic
def send_code(link: Link, *, to: Mailbox | None = None) -> str:
    """Send a single-use code to the registered mailbox, that of the delivery's desk
    when none is given; return the secret of the browser that asked, which alone may
    enter it.

    Raises Refused when too many were asked for in the last hour.
    """
    now = timezone.now()
    if (
        Code.objects.filter(link=link, created_at__gt=now - timedelta(hours=1)).count()
        >= CODES_AN_HOUR
    ):
        raise Refused(_("Too many codes have been asked for. Try again in an hour."))
    browser, code = (
        secrets.token_urlsafe(32),
        "".join(secrets.choice(LETTERS) for _ in range(8)),
    )
    Code.objects.create(
        partnership_id=link.partnership_id,
        link=link,
        look_up=code_look_ups(link, code)[0],
        browser=queries.browser_look_ups(link.partnership_id, browser)[0],
        expires_at=now + timedelta(minutes=CODE_MINUTES),
    )
    to = to or Mailbox(link.delivery.desk.mailbox)
    notices.mail(
        link.partnership,
        to=to.address,
        template=to.template,
        fills={"code": f"{code[:4]} {code[4:]}"},
        by=None,
    )
    audit.record("code.sent", link, by=link.pk, by_kind="link")
    return browser


def code_look_ups(link: Link, code: str) -> list[bytes]:
    return keyring.look_ups(link.partnership_id, LINKS, f"code:{link.pk}:{code}")


class Entered(StrEnum):
    """What came of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"


@transaction.atomic
def enter_code(link: Link, *, typed: str, browser: str) -> Entered:
    """Try a code in the browser that asked for it: ten minutes, five tries, once."""
    asked = Code.objects.filter(
        link=link,
        browser__in=queries.browser_look_ups(link.partnership_id, browser),
        open_until=None,
    )
    code = asked.select_for_update().order_by("-created_at").first()
    now = timezone.now()
    if code is None or code.expires_at <= now or code.tries >= CODE_TRIES:
        return Entered.SPENT
    code.tries += 1
    text = "".join(letter for letter in typed.upper() if letter.isalnum())
    tried = code_look_ups(link, text)
    if any(hmac.compare_digest(bytes(code.look_up), one) for one in tried):
        code.open_until = now + timedelta(minutes=OPEN_MINUTES)
        if link.delivery_id:
            routing.open_delivery(link.delivery, by=None, link=link)
    code.save(update_fields=["tries", "open_until"])
    return Entered.RIGHT if code.open_until else Entered.WRONG


@transaction.atomic
def expire(partnership: Partnership) -> int:
    """Delete the codes whose time is over; return how many."""
    day = timezone.now() - timedelta(days=1)
    old = Code.objects.filter(partnership=partnership, expires_at__lt=day)
    return old.delete()[0]
