"""The second factor at sign-in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from saltmarsh.access import carrying
from saltmarsh.access.guards import anyone
from saltmarsh.access.http import Visit
from saltmarsh.access.limits import Limit, forgive, is_over_for, limited
from saltmarsh.foundation.accounts import factors
from saltmarsh.foundation.accounts.models import User
from saltmarsh.web.sign_in import going_on, session
from saltmarsh.web.sign_in.forms import CodeForm, SignInForm
from saltmarsh.web.sign_in.second_factor import passkeys

CODES = Limit("second factor", most=10, seconds=900)


@limited("second factor", most=40, minutes=5)
@anyone
def show_code(request: Visit) -> HttpResponse:
    member = session.pending(request)
    if member is None:
        return elsewhere(request)
    form = CodeForm.bind(request) if is_answered(request, "code") else CodeForm(None)
    if form.is_valid():
        kind = opened(request, member.user, form.cleaned_data["code"])
        if kind:
            return session.finish(request, member, factor=kind)
        form.add_error("code", why_not(request))
    return going_on.ask_code(request, form, member)


def is_answered(request: Visit, name: str) -> bool:
    """Tell whether a page sent its own answer, and did not only lead here."""
    return name in request.POST and going_on.OTHER_WAY not in request.POST


def elsewhere(request: Visit) -> HttpResponse:
    """Send on who has no factor to show now: to set one up, or to sign in."""
    if not carrying.is_carrying(request):
        return redirect("sign_in:set-up" if request.member else "sign_in:sign-in")
    following = going_on.safe_next(request)
    if request.member:
        return going_on.onward(request, request.member, following)
    return going_on.ask_password(request, SignInForm(None), following)


def opened(request: Visit, user: User, code: str) -> str | None:
    request.is_over_limit = is_over_for(request, CODES, user.pk.hex)
    kind = None if request.is_over_limit else factors.opens(user, code)
    if kind:
        forgive(request, CODES, user.pk.hex)
    return kind


def why_not(request: Visit) -> str:
    if request.is_over_limit:
        return _("There were too many tries. Wait 15 minutes, then try again")
    return _("The code is not right, or was used already. Enter a new one")


@limited("second factor", most=40, minutes=5)
@anyone
def show_passkey(request: Visit) -> HttpResponse:
    member = session.pending(request)
    if member is None:
        return elsewhere(request)
    is_wrong = False
    if is_answered(request, "credential"):
        if passkeys.is_shown(member.user, request.POST.get("credential", "")):
            return session.finish(request, member, factor=str(factors.PASSKEY))
        is_wrong = True
    following = going_on.safe_next(request)
    page = {
        "is_possible": passkeys.are_possible(request),
        "is_wrong": is_wrong,
        "carried": carrying.carried_in(request),
        "action": going_on.step("sign_in:passkey", following),
        "code": going_on.step("sign_in:second-factor", following),
    }
    return going_on.drawn(request, "sign_in/second_factor/show_passkey.html", page)


@limited("second factor", most=40, minutes=5)
@anyone
def challenge(request: Visit) -> HttpResponse:
    member = session.pending(request)
    if member is None or request.method != "POST":
        raise PermissionDenied
    return JsonResponse(passkeys.challenge_to_show(member.user))
