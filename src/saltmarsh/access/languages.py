"""The language in which a visitor reads: chosen by a button, remembered in a cookie."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse

FOR_EVER = 365 * 24 * 60 * 60  # seconds
# What the buttons post on a page whose form they belong to. No question has this name.
CHOSEN = "in_language"


def chosen(request: Any) -> str:
    """Return the language that was chosen on a form's page, "" for none. What is at any
    host has no form.
    """
    is_ours = request.method == "POST" and hasattr(request, "partnership")
    code = request.POST.get(CHOSEN, "") if is_ours else ""
    return code if code in dict(settings.LANGUAGES) else ""


def remember(response: HttpResponse, code: str) -> HttpResponse:
    """Let the browser ask for pages in the language `code` from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=FOR_EVER,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
