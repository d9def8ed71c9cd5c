"""The secret that a visitor's browser keeps, and the draft that it opens."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from saltmarsh.access.http import Visit
from saltmarsh.casework.referrals import queries
from saltmarsh.casework.referrals.models import Draft
from saltmarsh.foundation.partnerships.queries import value_of

COOKIE = f"{settings.PREFIX}draft"


def has_one(request: Visit) -> bool:
    return bool(request.COOKIES.get(COOKIE))


def draft_of(request: Visit) -> Draft | None:
    """Return the draft that this browser is writing, or None."""
    secret, now = request.COOKIES.get(COOKIE, ""), timezone.now()
    to_write = request.method == "POST"
    return queries.draft_with(request.partnership, secret, now, to_write=to_write)


def give(request: Visit, response: HttpResponse, secret: str) -> None:
    """Let the browser keep `secret` while somebody is writing."""
    minutes = int(value_of(request.partnership, queries.IDLE_MINUTES))
    response.set_cookie(
        COOKIE,
        secret,
        max_age=minutes * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def renew(request: Visit, response: HttpResponse) -> None:
    """Let the browser keep its secret for as long again."""
    if request.method == "POST":
        give(request, response, request.COOKIES[COOKIE])


def take(response: HttpResponse) -> None:
    """Let the browser forget its secret."""
    response.delete_cookie(COOKIE, samesite="Lax")
