"""A form that was sent after the session had ended: nothing that was typed is lost."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from saltmarsh.access import carrying
from saltmarsh.access.guards import SignInFirst
from saltmarsh.access.http import Visit
from saltmarsh.access.permissions import Permission
from saltmarsh.web.errors import views as errors
from saltmarsh.web.sign_in import going_on, session
from saltmarsh.web.sign_in.first_page import first_page
from saltmarsh.web.sign_in.forms import CodeForm, SignInForm


class Returning:
    """Answers who has to sign in before a form is taken, and who comes back with what
    they typed to an address that has no page to show it on.
    """

    def __init__(self, get_response: Callable[[Visit], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: Visit) -> HttpResponse:
        response = self.get_response(request)
        return landed(request, response) if request.is_brought else response

    def process_exception(
        self, request: Visit, exception: Exception
    ) -> HttpResponse | None:
        is_ours = isinstance(exception, SignInFirst)
        return refused(ended(request)) if is_ours else None


def refused(response: HttpResponse) -> HttpResponse:
    """Say, to programs too, that what was sent was not taken."""
    response.status_code = HTTPStatus.FORBIDDEN
    return response


def ended(request: Visit) -> HttpResponse:
    """Ask who sent a form to sign in, or to go on with it, and keep what they typed."""
    following, kept = request.get_full_path(), carrying.kept(request)
    if request.member is None:
        return going_on.ask_password(
            request, SignInForm(None), following, has_ended=True, **kept
        )
    member = session.pending(request)
    if member is None:
        return going_on.ask_to_go_on(request, following, **kept)
    return going_on.ask_code(
        request, CodeForm(None), member, following=following, **kept
    )


def landed(request: Visit, response: HttpResponse) -> HttpResponse:
    """Show the words that came back where the address only acts and leads on: they can
    be copied. Where there are none, lead on.
    """
    is_nowhere = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    if not is_nowhere and not 300 <= response.status_code < 400:
        return response
    member = request.member
    first = first_page(member.role) if member else reverse("public:home")
    place = first if is_nowhere else response["Location"]
    if not request.words_brought:
        return redirect(place)
    return render(request, "sign_in/returning/kept.html", {"onward": place})


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old, as after signing in in another tab.

    What a page of ours sent is kept, and shown again when a button is pressed; what
    another site made a browser send is dropped.
    """
    visit: Visit = request  # type: ignore[assignment]
    if is_from_here(visit):
        if is_between(visit):
            return refused(stale(visit))
        if visit.member is None and is_guarded(visit):
            return refused(ended(visit))
        if visit.member and going_on.may_open(visit.member, visit.path):
            return refused(stale(visit))
    return errors.stale_form(request, reason)


def stale(request: Visit) -> HttpResponse:
    """Ask who is signed in, or is about to be, to go on with what they sent."""
    shown = {"is_stale": True, "has_to_set_up": False} | carrying.kept(request)
    return going_on.ask_to_go_on(request, request.get_full_path(), **shown)


def is_from_here(request: Visit) -> bool:
    """Tell whether a page of this host sent the form: a browser says so of itself, and
    no other site can make it say so.
    """
    here = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == here


def is_guarded(request: Visit) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "guard", None) in set(Permission)


def is_between(request: Visit) -> bool:
    """Tell whether a step of signing in sent what was typed before it."""
    match = request.resolver_match
    is_step = match is not None and match.namespace == "sign_in"
    return is_step and carrying.is_carrying(request)
