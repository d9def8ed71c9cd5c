"""From one step of signing in to the next, with what was typed before it."""

from urllib.parse import unquote, urlencode, urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from saltmarsh.access import carrying
from saltmarsh.access.guards import lacks_second_factor
from saltmarsh.access.http import Visit
from saltmarsh.access.permissions import granted
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.sign_in.first_page import first_page
from saltmarsh.web.sign_in.forms import CodeForm, SignInForm
from saltmarsh.web.sign_in.second_factor import passkeys

# The button that leads from one kind of second factor to the other.
OTHER_WAY = "other_way"


def safe_next(request: Visit) -> str:
    """Return the page of ours that the visitor was on the way to, or ""."""
    following = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(following, allowed_hosts=None)
    return following if is_ours and following.startswith("/") else ""


def step(route: str, following: str) -> str:
    """Return the address of a step, which knows where to go on to."""
    place = reverse(route)
    return f"{place}?{urlencode({'next': following})}" if following else place


def ask_password(
    request: Visit, form: SignInForm, following: str, **more: object
) -> HttpResponse:
    """Draw the first step. more: what it is drawn with where a session has ended."""
    shown = {"form": form, "carried": carrying.carried_in(request)} | more
    shown["action"] = step("sign_in:sign-in", following)
    return drawn(request, "sign_in/password/sign_in.html", shown)


def ask_code(
    request: Visit, form: CodeForm, member: Membership, **more: object
) -> HttpResponse:
    """Draw the second step. more: as for the first, and where to go on to."""
    following = str(more.pop("following", safe_next(request)))
    has_passkey = passkeys.are_possible(request) and passkeys.held_by(member.user)
    shown = {"form": form, "carried": carrying.carried_in(request)} | more
    shown |= {"has_passkey": has_passkey, "passkey": step("sign_in:passkey", following)}
    shown["action"] = step("sign_in:second-factor", following)
    return drawn(request, "sign_in/second_factor/show_code.html", shown)


def drawn(request: Visit, template: str, shown: dict[str, object]) -> HttpResponse:
    """Draw a step, which no browser keeps where it holds what was typed."""
    response = render(request, template, shown)
    if shown.get("carried"):
        add_never_cache_headers(response)
    return response


def onward(request: Visit, member: Membership, following: str) -> HttpResponse:
    """Go to the page that was wanted, or to the role's first: by a button, where
    something is carried there. The role may have to open the page for that.
    """
    carried = carrying.carried_in(request)
    if carried and may_open(member, following):
        request.member = member
        return ask_to_go_on(request, following, carried=carried)
    if lacks_second_factor(request):
        return redirect("sign_in:set-up")
    return redirect(following or first_page(member.role))


def ask_to_go_on(request: Visit, following: str, **more: object) -> HttpResponse:
    """Draw the last step: a button that shows the page with what was typed in it."""
    has_to_set_up = request.member is not None and lacks_second_factor(request)
    shown = {"form": Form(None), "action": following, "has_to_set_up": has_to_set_up}
    shown |= more
    return drawn(request, "sign_in/returning/go_on.html", shown)


def may_open(member: Membership, following: str) -> bool:
    """Tell whether a page of ours has the address, and the member's role opens it."""
    try:
        view = resolve(unquote(urlsplit(following).path)).func
    except Resolver404:
        return False
    return getattr(view, "guard", None) in granted(member.role)
