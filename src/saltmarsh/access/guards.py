"""Who may open a page. Every view wears exactly one guard."""

from collections.abc import Callable
from functools import wraps
from typing import Protocol

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from saltmarsh.access import carrying, languages
from saltmarsh.access.http import Holder, Request, View, Visit
from saltmarsh.access.permissions import Permission, granted

# Set in the session by sign-in, once a second factor was shown or set up.
SECOND_FACTOR = "second_factor"


class SignInFirst(Exception):
    """Somebody sent a form who is not signed in any more, or has yet to show a second
    factor. `saltmarsh.web.sign_in` answers it, and keeps what was typed.
    """


class Secret(Protocol):
    """A kind of secret that opens pages: where the visitor's browser keeps it, and
    what to do without it.
    """

    kind: str

    def opened(self, request: Visit) -> Holder | None:
        """Return what the visitor's secret opens, or None."""

    def turned_away(self, request: Visit) -> HttpResponse:
        """Answer a visitor whose secret opens nothing."""


def anyone(view: View) -> View:
    """Open the page to the public."""

    @wraps(view)
    def page(request: Visit, *args: str, **kwargs: str) -> HttpResponse:
        code = languages.chosen(request)
        if code:
            carrying.stay(request)
        return drawn(code, view, request, *args, **kwargs)

    page.guard = "anyone"  # type: ignore[attr-defined]
    return page


def requires(
    permission: Permission, *, before_second_factor: bool = False
) -> Callable[[View], View]:
    """Open the page to members whose role grants `permission`.

    before_second_factor: whether a password alone is enough, as where the second
    factor is set up.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def page(request: Request, *args: str, **kwargs: str) -> HttpResponse:
            if not request.user.is_authenticated:
                return signed_out(request)
            if request.member is None or permission not in granted(request.member.role):
                raise PermissionDenied
            if not before_second_factor and lacks_second_factor(request):
                return half_signed_in(request)
            return inside(view, request, *args, **kwargs)

        page.guard = permission  # type: ignore[attr-defined]
        return page

    return guard


def inside(view: View, request: Visit, *args: str, **kwargs: str) -> HttpResponse:
    """Answer whoever may open the page, with what they brought to it or typed there."""
    code = languages.chosen(request)
    if carrying.is_carrying(request):
        carrying.bring(request)
    elif code:
        carrying.stay(request)
    return drawn(code, view, request, *args, **kwargs)


def drawn(
    code: str, view: View, request: Visit, *args: str, **kwargs: str
) -> HttpResponse:
    """Return the page, in the language with `code` where one was chosen on it."""
    if not code:
        return view(request, *args, **kwargs)
    translation.activate(code)
    return languages.remember(view(request, *args, **kwargs), code)


def signed_out(request: Visit) -> HttpResponse:
    """Send a reader to sign in. Raises SignInFirst for who sent a form."""
    if request.method == "POST":
        raise SignInFirst
    return redirect_to_login(request.get_full_path())


def half_signed_in(request: Visit) -> HttpResponse:
    """Send a reader to the second factor. Raises SignInFirst for who sent a form."""
    if request.method == "POST":
        raise SignInFirst
    return redirect("sign_in:second-factor")


def lacks_second_factor(request: Visit) -> bool:
    """Tell whether the visitor has yet to show what this installation insists on."""
    return settings.SECOND_FACTOR and not request.session.get(SECOND_FACTOR)


def holder(secret: Secret) -> Callable[[View], View]:
    """Open the page to whoever holds `secret`, and set `request.holder`."""

    def guard(view: View) -> View:
        @wraps(view)
        def page(request: Visit, *args: str, **kwargs: str) -> HttpResponse:
            request.holder = secret.opened(request)
            if request.holder is None:
                return secret.turned_away(request)
            return inside(view, request, *args, **kwargs)

        page.guard = f"holder of a {secret.kind}"  # type: ignore[attr-defined]
        return page

    return guard
