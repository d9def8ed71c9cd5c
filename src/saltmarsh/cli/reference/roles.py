"""What each role may do, and which pages each permission opens."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from saltmarsh.access.permissions import Permission, Role, granted
from saltmarsh.cli.reference.tables import table


def document() -> str:
    roles = list(Role)
    matrix = [
        [str(need), *("yes" if need in granted(role) else "" for role in roles)]
        for need in Permission
    ]
    pages = sorted((f"`/{path}`", guard) for path, guard in guarded())
    return "\n".join(
        [
            "# Roles and pages\n",
            "## What each role may do\n",
            table(["Permission", *(str(role.label) for role in roles)], matrix),
            "## Who may open each page\n",
            table(["Page", "Opens to"], pages),
        ]
    )


def guarded(
    patterns: list[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield (pattern, guard) of every page."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here, str(getattr(pattern.callback, "guard", ""))
        else:
            yield from guarded(pattern.url_patterns, here)
