"""What every door by link and code shares: its address, its cookie and its words."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from saltmarsh.access.http import Visit
from saltmarsh.casework.doors.actions import CODE_MINUTES, OPEN_MINUTES, Entered

SECONDS = (CODE_MINUTES + OPEN_MINUTES) * 60


def token_of(request: Visit) -> str:
    match = request.resolver_match
    return str(match.kwargs["token"]) if match else ""


def give(response: HttpResponse, browser: str, *, cookie: str) -> None:
    """Bind the code that was sent to this browser."""
    response.set_cookie(
        cookie,
        browser,
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def said_of(entered: Entered) -> str:
    """Return what is said beside a code that did not open."""
    if entered == Entered.WRONG:
        return _("This is not the code. Check it, or ask for a new one")
    return _("This code does not work any more, or not here. Ask for a new one")
