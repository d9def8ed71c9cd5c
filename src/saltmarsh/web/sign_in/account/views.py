"""One's own account."""

from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission, Role
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts import queries
from saltmarsh.web.refusals import refusals_on
from saltmarsh.web.sign_in import session
from saltmarsh.web.sign_in.forms import ChangePasswordForm, NameForm, ShortcutsForm
from saltmarsh.web.sign_in.password.views import checked, why_not_again


@requires(Permission.ACCOUNT_USE)
def show(request: Request) -> HttpResponse:
    places = request.member.places.select_related("team").order_by("team__name")
    page: dict[str, Any] = {
        "role": Role(request.member.role).label,
        "teams": [place.team.name for place in places],
        "factors": queries.second_factors(request.user),
        "codes_left": queries.recovery_codes_left(request.user),
    }
    return render(request, "sign_in/account/show.html", page)


@requires(Permission.ACCOUNT_USE)
def rename(request: Request) -> HttpResponse:
    form = NameForm.bind(request, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        accounts.rename(request.member, **form.cleaned_data, by=request.user.pk)
        return redirect("sign_in:account")
    return render(request, "sign_in/account/rename.html", {"form": form})


@requires(Permission.ACCOUNT_USE)
def shortcuts(request: Request) -> HttpResponse:
    form = ShortcutsForm.bind(request, initial={"wanted": request.user.uses_shortcuts})
    if request.method == "POST" and form.is_valid():
        accounts.choose_shortcuts(
            request.member, **form.cleaned_data, by=request.user.pk
        )
        return redirect("sign_in:account")
    return render(request, "sign_in/account/shortcuts.html", {"form": form})


@requires(Permission.ACCOUNT_USE)
@sensitive_post_parameters()
def change_password(request: Request) -> HttpResponse:
    form = ChangePasswordForm.bind(request, user=request.user)
    if request.method == "POST" and form.is_valid():
        current = form.cleaned_data["current"]
        member = checked(request, email=request.user.email, password=current)
        if member:
            new = form.cleaned_data["password"]
            accounts.set_password(member, password=new, by=request.user.pk)
            update_session_auth_hash(request, member.user)
            session.prove(request)
            return redirect("sign_in:account")
        form.add_error("current", why_not_again(request))
    return render(request, "sign_in/account/change_password.html", {"form": form})


@requires(Permission.ACCOUNT_USE)
@session.freshly
def remove_factor(request: Request, factor: int) -> HttpResponse:
    form = Form.bind(request)
    if request.method == "POST" and form.is_valid():
        with refusals_on(request, form):
            accounts.remove_factor(
                request.member,
                factor=factor,
                is_needed=settings.SECOND_FACTOR,
                by=request.user.pk,
            )
            return redirect("sign_in:account")
    return render(request, "sign_in/account/remove_factor.html", {"form": form})


@requires(Permission.ACCOUNT_USE)
@session.freshly
def recovery_codes(request: Request) -> HttpResponse:
    codes: list[str] = []
    if request.method == "POST":
        codes = accounts.make_recovery_codes(request.member, by=request.user.pk)
    page = {"codes": codes, "left": queries.recovery_codes_left(request.user)}
    return render(request, "sign_in/account/recovery_codes.html", page)


@requires(Permission.ACCOUNT_USE)
def sign_out_elsewhere(request: Request) -> HttpResponse:
    if request.method == "POST":
        accounts.end_sessions(request.member, by=request.user.pk)
        request.user.refresh_from_db()
        update_session_auth_hash(request, request.user)
        return redirect("sign_in:account")
    return render(request, "sign_in/account/sign_out_elsewhere.html")
