"""Every page, read from the URLs themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Route:
    """One page: its name ("desk:inbox"), its pattern, its view, and its arguments."""

    name: str
    pattern: str
    view: Any
    arguments: tuple[str, ...]

    @property
    def guard(self) -> Any:
        return getattr(self.view, "guard", None)


def routes(patterns: list | None = None, space: str = "", before: str = "") -> Iterator:
    """Yield every Route."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = f"{space}{pattern.name}"
            arguments = tuple(pattern.pattern.converters)
            yield Route(name, here, pattern.callback, arguments)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, inner, here)
