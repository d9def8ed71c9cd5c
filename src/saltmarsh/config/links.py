"""The one maker of links for e-mails: below the web nobody knows an address."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from saltmarsh.foundation.partnerships.models import Partnership


def link(partnership: Partnership, route: str, arguments: Sequence[str]) -> str:
    """Return the full address of a page on the partnership's first host."""
    path = reverse(route, args=arguments)
    if settings.DEMO:
        return f"http://{partnership.hosts[0]}:{settings.DEMO_PORT}{path}"
    return f"https://{partnership.hosts[0]}{path}"
