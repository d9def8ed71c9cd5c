"""What every page knows: whose site it is, who is looking, and where they can go."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saltmarsh.access.permissions import Permission, granted

P = Permission
# (permission, words, route): shown to whoever holds it.
PLACES: list[tuple[Permission, str, str]] = []


@dataclass(frozen=True)
class Site:
    """Whose pages these are. links: the footer's, [{text, href}]."""

    name: str
    service_name: str
    links: list[dict[str, str]]


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what `page.html` and the templates on it expect."""
    partnership = getattr(request, "partnership", None)
    member = getattr(request, "member", None)
    return {
        "site": Site(partnership.name if partnership else "", _("Prevent"), footer()),
        "member": member,
        "navigation": navigation(request, member),
        "languages": languages(),
        "demo": settings.DEMO,
    }


def navigation(request: HttpRequest, member: Any) -> list[dict[str, Any]]:
    """Return the places that `member` may go: [{text, href, active}]."""
    if member is None:
        return []
    held = granted(member.role)
    places = [(words, reverse(route)) for need, words, route in PLACES if need in held]
    return [
        {"text": _(words), "href": href, "active": request.path.startswith(href)}
        for words, href in places
    ]


def languages() -> list[dict[str, Any]]:
    now = get_language()
    return [
        {"code": code, "text": name, "active": code == now}
        for code, name in settings.LANGUAGES
    ]


def footer() -> list[dict[str, str]]:
    return []
