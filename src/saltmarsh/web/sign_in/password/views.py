"""By password: signing in and out, and a password that was lost or not yet set."""

from django.contrib.auth import authenticate, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from saltmarsh.access.guards import anyone, lacks_second_factor, requires
from saltmarsh.access.http import Request, Visit
from saltmarsh.access.limits import Limit, forgive, is_over_for, limited
from saltmarsh.access.permissions import Permission
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts import links
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.accounts.queries import key_of
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import working
from saltmarsh.web.sign_in import going_on, session
from saltmarsh.web.sign_in.forms import (
    EmailForm,
    NewPasswordForm,
    PasswordForm,
    SignInForm,
)

TRIES = Limit("password", most=10, seconds=900)
LETTERS = Limit("lost password", most=3, seconds=900)


@limited("sign-in", most=40, minutes=5)
@anyone
@sensitive_post_parameters()
def sign_in(request: Visit) -> HttpResponse:
    form = SignInForm.bind(request) if "email" in request.POST else SignInForm(None)
    following = going_on.safe_next(request)
    if form.is_valid():
        member = checked(request, **form.cleaned_data)
        if member:
            return session.begin(request, member)
        form.add_error(None, why_not(request))
    elif request.member and not lacks_second_factor(request):
        return going_on.onward(request, request.member, following)
    return going_on.ask_password(request, form, following)


def checked(request: Visit, *, email: str, password: str) -> Membership | None:
    """Return the member whose password it is. Tries at one account are counted before
    the hash is computed, whether anybody has the address or not, and forgotten once
    one succeeds.
    """
    request.is_over_limit = is_over_for(request, TRIES, email)
    if request.is_over_limit:
        return None
    user = authenticate(request, username=email.lower(), password=password)
    member = session.member_of(request, user) if user else None
    if member is None:
        known = request.partnership.memberships.filter(user__email=email.lower())
        audit.note(
            "account.sign_in_failed",
            partnership_id=request.partnership.pk,
            about=("accounts.Membership", known.values_list("pk", flat=True)),
            by=None,
            by_kind="system",
        )
        return None
    forgive(request, TRIES, email)
    return member


def why_not(request: Visit) -> str:
    if request.is_over_limit:
        return _("There were too many tries. Wait 15 minutes, then try again")
    return _("The email address or the password is not right")


@anyone
def sign_out(request: Visit) -> HttpResponse:
    if request.method != "POST":
        return redirect("sign_in:sign-in")
    if request.member:
        audit.record("account.signed_out", request.member, by=request.user_id)
    logout(request)
    return redirect("sign_in:signed-out")


@anyone
def signed_out(request: Visit) -> HttpResponse:
    return render(request, "sign_in/password/signed_out.html")


@limited("lost password", most=20, minutes=15)
@anyone
def forgotten(request: Visit) -> HttpResponse:
    form = EmailForm.bind(request)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        if not is_over_for(request, LETTERS, email):
            user = key_of(email)
            working.later("access.lost_password", request.partnership.pk, user=user)
        return redirect("sign_in:forgotten-sent")
    return render(request, "sign_in/password/forgotten.html", {"form": form})


@anyone
def forgotten_sent(request: Visit) -> HttpResponse:
    return render(request, "sign_in/password/forgotten_sent.html")


@limited("choose password", most=40, minutes=5)
@anyone
@sensitive_post_parameters()
def choose_password(request: Visit, secret: str) -> HttpResponse:
    user = links.opened(secret)
    member = session.member_of(request, user) if user else None
    if user is None or member is None:
        return render(request, "sign_in/password/old_link.html", status=410)
    form = NewPasswordForm.bind(request, user=user)
    if request.method == "POST" and form.is_valid():
        accounts.set_password(
            member, password=form.cleaned_data["password"], by=user.pk
        )
        return redirect("sign_in:password-chosen")
    return render(request, "sign_in/password/choose.html", {"form": form})


@anyone
def password_chosen(request: Visit) -> HttpResponse:
    return render(request, "sign_in/password/chosen.html")


@limited("sign-in", most=40, minutes=5)
@requires(Permission.ACCOUNT_USE, before_second_factor=True)
@sensitive_post_parameters()
def again(request: Request) -> HttpResponse:
    form = PasswordForm.bind(request)
    if request.method == "POST" and form.is_valid():
        member = checked(
            request, email=request.user.email, password=form.cleaned_data["password"]
        )
        if member:
            session.prove(request)
            return redirect(going_on.safe_next(request) or "sign_in:account")
        form.add_error("password", why_not_again(request))
    return render(request, "sign_in/password/again.html", {"form": form})


def why_not_again(request: Visit) -> str:
    over = request.is_over_limit
    return why_not(request) if over else _("The password is not right")
