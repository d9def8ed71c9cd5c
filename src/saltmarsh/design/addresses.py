"""The addresses of pages: Django's own, looked up once a process for each page.

A list links to each of its rows, and `reverse` tries every way to write an address
each time. Here it is asked once with stand-ins, whose places the arguments take.
"""

import re
from functools import lru_cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse

# An argument that stands in an address as it is, and what stands in for it.
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)
STAND_INS = {str: "stand-in-{}", UUID: "00000000-0000-4000-8000-00000000000{}"}
Kinds = tuple[type, ...]


def url(name: str, *args: object) -> str:
    """Return the path of a named page, as `url("desk:case", case.reference)`."""
    found = shape(name, tuple(type(one) for one in args))
    words = [str(one) for one in args]
    if found and all(map(PLAIN.fullmatch, words)):
        return found.format(*words)
    return reverse(name, args=args)


@lru_cache(maxsize=1024)
def shape(name: str, kinds: Kinds) -> str:
    """Return the path with a place for each argument; "" for `reverse` to find it."""
    if any(kind not in STAND_INS for kind in kinds):
        return ""
    said = [STAND_INS[kind].format(place) for place, kind in enumerate(kinds)]
    try:
        path = reverse(name, args=said)
    except NoReverseMatch:
        return ""
    for place, one in enumerate(said):
        path = path.replace(one, f"{{{place}}}")
    return path
