"""What a visitor sees when a page cannot be shown. No page here is an address."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Read once and served as it is: it has to work when nothing else does.
BROKEN = Path(settings.SRC, "web", "errors/broken.html").read_bytes()


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/bad_request.html", status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/forbidden.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/not_found.html", status=HTTPStatus.NOT_FOUND)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old, as when cookies are off."""
    return render(request, "errors/stale_form.html", status=HTTPStatus.FORBIDDEN)


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BROKEN, status=HTTPStatus.INTERNAL_SERVER_ERROR)
