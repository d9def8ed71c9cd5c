"""What waits for whom, and whether the post goes out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from string import Template
from typing import Protocol

from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices.models import Notice, NoticeQuerySet
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of

KEEP_DAYS = Setting(
    "notices.keep_days",
    _("Days until a sent e-mail’s address and text are erased"),
    default=7,
    kind="number",
)
STUCK_MINUTES = Setting(
    "notices.stuck_minutes",
    _("Minutes an e-mail may wait before the outbox counts as stuck"),
    default=15,
    kind="number",
)
SETTINGS = [KEEP_DAYS, STUCK_MINUTES]


class LinkMaker(Protocol):
    def __call__(
        self, partnership: Partnership, route: str, arguments: Sequence[str]
    ) -> str:
        """Return the full address of a page, for an e-mail."""


def link(partnership: Partnership, route: str, arguments: Sequence[str]) -> str:
    """Return the full address of a page. Addresses are made where routes are known,
    by what settings.LINK_MAKER names.
    """
    maker: LinkMaker = import_string(settings.LINK_MAKER)
    return maker(partnership, route, arguments)


def written(template: str, words: dict[str, str]) -> tuple[str, str]:
    """Return the subject and body of `template`, "routing/delivery", with `words` in
    their places. Raises KeyError when one is missing.

    The text is `messages/delivery.txt` in the app, or `delivery.cy.txt` in Welsh:
    the subject, an empty line, the body.
    """
    app, _slash, name = template.partition("/")
    folder = Path(apps.get_app_config(app).path) / "messages"
    path = folder / f"{name}.{translation.get_language()}.txt"
    if not path.exists():
        path = folder / f"{name}.txt"
    subject, _empty, body = path.read_text().partition("\n\n")
    return subject.strip(), Template(body).substitute(words)


def waiting(member: Membership) -> NoticeQuerySet:
    """Return what waits for `member` or for their teams, newest first."""
    return (
        Notice.objects.filter(partnership_id=member.partnership_id)
        .waiting()
        .for_member(member)
        .order_by("-created_at")
    )


def is_stuck(partnership: Partnership, now: datetime) -> bool:
    """Tell whether an e-mail has waited longer than it may."""
    minutes = int(value_of(partnership, STUCK_MINUTES))
    return partnership.emails.waiting_since(now - timedelta(minutes=minutes)).exists()
