"""What the process writes to its log: no address of a page, for one may hold a secret."""

import logging

from django.urls import Resolver404, resolve


class RouteForPath(logging.Filter):
    """Puts the name of the route where Django would write the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            named = route_of(path)
            record.args = tuple(
                named if isinstance(arg, str) and path in arg else arg
                for arg in record.args
            )
        return True


def route_of(path: str) -> str:
    """Return the name of the route that `path` leads to, never the path."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return "no such page"
