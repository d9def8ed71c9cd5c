from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _


def barriers_to_periods(
    months: Mapping[str, int | str], limits: Iterable[tuple[str, str, Any]]
) -> dict[str, str]:
    """Return which periods are too long, and why: {key: why}.

    months: {key: how many, or "" while it is not set}. limits: triples of a key, the
    key that it may not be longer than, and what that one is called.
    """
    found: dict[str, str] = {}
    for key, longer, title in limits:
        own, most = months.get(key), months.get(longer)
        if isinstance(most, int) and isinstance(own, int) and own > most:
            message = _("Enter %(most)d or less: no longer than “%(title)s”")
            found.setdefault(key, message % {"most": most, "title": title})
    return found
