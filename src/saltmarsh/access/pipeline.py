"""Around every request: host, limits, partnership, one transaction, member.

The order is the safety. `one_transaction` comes before sessions and sign-in, so
that they and the view all work inside it; `member` comes after sign-in.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from saltmarsh.access import limits, log
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

Handler = Callable[[Any], HttpResponse]
READING = {"GET", "HEAD", "OPTIONS"}


def one_transaction(get_response: Handler) -> Handler:
    """Answer inside one transaction that sees one partnership, and keep what it
    wrote only when the answer is a success.
    """

    def handle(request: Any) -> HttpResponse:
        view = view_of(request)
        if getattr(view, "at_any_host", False):
            # It tells of the service, not of a partnership, and knows no visitor.
            return view(request)  # type: ignore[no-any-return]
        begin(request)
        if request.partnership is None:
            return nobody_here(request)
        if limits.is_over(request, view):
            return limits.too_many(request)
        with transaction.atomic():
            if request.method in READING:
                read_only()
            partnerships.enter(request.partnership)
            response = get_response(request)
            request.refused = request.refused or response.status_code >= 400
            if request.refused:
                transaction.set_rollback(True)
        log.note(request)
        return response

    return handle


def nobody_here(request: Any) -> HttpResponse:
    """Say that the host serves no partnership, and whom to call."""
    page = render_to_string("errors/no_partnership.html", {}, request)
    return HttpResponse(page, status=HTTPStatus.MISDIRECTED_REQUEST)


def begin(request: Any) -> None:
    keyring.forget()
    request.partnership = partnership_at(request.get_host())
    request.member = request.user_id = request.holder = None
    request.record_ids = []
    request.refused = False


def view_of(request: Any) -> Any:
    """Return the view that will answer, or None when the address is no page."""
    try:
        return resolve(request.path_info).func
    except Resolver404:
        return None


def partnership_at(host: str) -> Partnership | None:
    """Return whose pages `host` serves.

    With settings.ONE_PARTNERSHIP any host will do, while there is exactly one.
    """
    known = Partnership.objects.at(urlsplit(f"//{host}").hostname or "").first()
    if known or not settings.ONE_PARTNERSHIP:
        return known
    everyone = Partnership.objects.all()[:2]
    return everyone[0] if len(everyone) == 1 else None


def read_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")


def member(get_response: Handler) -> Handler:
    """Set `request.member`: the visitor's membership here, or None."""

    def handle(request: Any) -> HttpResponse:
        request.user_id = request.user.pk
        if request.user_id is not None:
            held = request.partnership.memberships.active()
            request.member = held.filter(user=request.user_id).first()
        return get_response(request)

    return handle
