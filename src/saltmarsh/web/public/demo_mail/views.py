"""The mail that the demo would send, for whoever tries it. No route outside it."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import anyone
from saltmarsh.access.http import Visit

# The file backend ends each message with a line of dashes.
BETWEEN = b"-" * 79 + b"\n"
MOST = 200


@dataclass(frozen=True)
class Letter:
    """One e-mail, its links made to be followed."""

    at: datetime
    to: str
    subject: str
    paragraphs: tuple[SafeString, ...]


@anyone
@never_cache
def show(request: Visit) -> HttpResponse:
    """List the newest e-mails, newest first."""
    found = sorted(letters(Path(settings.EMAIL_FILE_PATH)), key=lambda one: one.at)
    shown = {"letters": found[: -MOST - 1 : -1]}
    return render(request, "public/demo_mail/show.html", shown)


def letters(folder: Path) -> list[Letter]:
    return [
        read(path, text)
        for path in folder.glob("*.log")
        for text in path.read_bytes().split(BETWEEN)
        if text.strip()
    ]


def read(path: Path, text: bytes) -> Letter:
    message = message_from_bytes(text, policy=policy.default)
    body = message.get_content()
    written = datetime.fromtimestamp(path.stat().st_mtime, get_current_timezone())
    found = tuple(drawn(part) for part in body.split("\n\n") if part.strip())
    return Letter(written, message["To"], message["Subject"], found)


def drawn(paragraph: str) -> SafeString:
    """Return a paragraph, which an e-mail breaks into short lines, in one."""
    # urlize has escaped everything but the links that it made.
    linked = urlize(" ".join(paragraph.split()), autoescape=True)
    return mark_safe(linked.replace("<a ", '<a class="govuk-link" '))  # noqa: S308
