"""Around every request: host, limits, partnership, one transaction, member.

The order is the safety. `one_transaction` comes before sessions and sign-in, so
that they and the view all work inside it; `member` comes after sign-in.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection, transaction
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation

from saltmarsh.access import limits, log
from saltmarsh.access.limits import Limit
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.asking import together
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships import memory
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.prepared import Compiled, Prepared

Handler = Callable[[Any], HttpResponse]
Found = TypeVar("Found")
READING = {"GET", "HEAD", "OPTIONS"}
AT_HOST = Prepared(lambda host: Partnership.objects.at(host).order_by("pk")[:1])
THE_ONLY = Prepared(
    lambda: Partnership.objects.exclude(
        Exists(Partnership.objects.exclude(pk=OuterRef("pk")))
    )[:1]
)
# The partnership that is asked for by `{}`, and one more post there.
ALSO = """
WITH here AS ({{}}), counted AS ({count}) SELECT here.*, counted.count FROM here, counted
"""
COUNTED = ALSO.format(count=limits.COUNT_HERE)
MEMBERSHIP = Prepared(
    lambda partnership, user: Membership.objects.active().filter(
        partnership=partnership, user=user
    )
)


class Service(WSGIHandler):
    """Django's own, but that it takes the view that `view_of` found."""

    def resolve_request(self, request: Any) -> Any:
        return request.resolver_match or super().resolve_request(request)


def one_transaction(get_response: Handler) -> Handler:
    """Answer inside one transaction that sees one partnership, and keep what it
    wrote only when the answer is a success.
    """

    def handle(request: Any) -> HttpResponse:
        view = view_of(request)
        if getattr(view, "at_any_host", False):
            # It tells of the service, not of a partnership, and knows no visitor.
            return view(request)  # type: ignore[no-any-return]
        limit = limits.of(request, view)
        count = begin(request, limit)
        if request.partnership is None:
            return nobody_here(request)
        if limits.is_over(request, limit, count):
            return limits.too_many(request)
        memory.trust(request.partnership)
        try:
            response = inside(request, get_response)
        finally:
            memory.distrust()
        log.note(request)
        return response

    return handle


def inside(request: Any, get_response: Handler) -> HttpResponse:
    """Return the answer, given inside the partnership's transaction."""
    with transaction.atomic():
        partnerships.enter(request.partnership, to_read=request.method in READING)
        response = get_response(request)
        request.refused = request.refused or response.status_code >= 400
        if request.refused:
            transaction.set_rollback(True)
    return response


def nobody_here(request: Any) -> HttpResponse:
    """Say that the host serves no partnership, and whom to call."""
    page = render_to_string("errors/no_partnership.html", {}, request)
    return HttpResponse(page, status=HTTPStatus.MISDIRECTED_REQUEST)


def begin(request: Any, limit: Limit | None) -> int:
    """Find out whose pages the request asks for, and count it where there is a limit;
    return how many there are now.
    """
    keyring.forget()
    # What turns a visitor away is drawn before LocaleMiddleware has been asked.
    translation.activate(translation.get_language_from_request(request))
    request.partnership, count = surely(lambda: partnership_at(request, limit))
    request.member = request.user_id = request.holder = None
    request.record_ids = []
    request.refused = request.is_brought = False
    return count


def surely(ask: Callable[[], Found]) -> Found:
    """Return what the database answers to a request's first statement, if need be on a
    new connection: the one that was kept may have died since the last request.

    To try is cheaper than to ask each time whether it is alive. No transaction is open
    yet, so that nothing is lost.
    """
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return ask()
    except OperationalError:
        is_kept = connection.connection is not None and not connection.in_atomic_block
        if not is_kept or connection.is_usable():
            raise
        connection.close()
        return ask()


def view_of(request: Any) -> Any:
    """Return the view that will answer, or None when the address is no page."""
    try:
        request.resolver_match = resolve(request.path_info)
    except Resolver404:
        return None
    return request.resolver_match.func


def partnership_at(
    request: Any, limit: Limit | None = None
) -> tuple[Partnership | None, int]:
    """Return whose pages the request's host serves, and how many posts were counted.

    With settings.ONE_PARTNERSHIP any host will do, while there is exactly one.
    """
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    found = counted(AT_HOST.shaped({"host": host}), {"host": host}, request, limit)
    if found[0] is None and settings.ONE_PARTNERSHIP:
        found = counted(THE_ONLY.shaped({}), {}, request, limit)
    return found


def counted(
    asked: Compiled[Partnership],
    values: dict[str, Any],
    request: Any,
    limit: Limit | None,
) -> tuple[Partnership | None, int]:
    """Return the partnership that is asked for. Where there is a limit, the same
    statement counts the post.
    """
    if limit is None:
        rows = list(asked.rows(values))
    else:
        rows = list(asked.rows(values, COUNTED, limits.here(limit, request)))
    if not rows:
        return None, 0
    return asked.record(rows[0]), rows[0][-1] if limit else 0


def member(get_response: Handler) -> Handler:
    """Set `request.member`: the visitor's membership here, or None."""

    def handle(request: Any) -> HttpResponse:
        signed_in = request.session.get(SESSION_KEY)
        if signed_in is None:
            return get_response(request)
        found = together(
            user=lambda: request.user.pk,
            member=lambda: membership(request, signed_in),
        )
        request.user_id = found["user"]
        # Django may have found that the session is of before a new password.
        if request.user_id is not None and found["member"]:
            request.member = found["member"]
            request.member.user = request.user
        return get_response(request)

    return handle


def membership(request: Any, user: str) -> Membership | None:
    """Return the membership here of a user, which knows its partnership."""
    found = MEMBERSHIP.first(partnership=request.partnership.pk, user=user)
    if found is not None:
        found.partnership = request.partnership
    return found
