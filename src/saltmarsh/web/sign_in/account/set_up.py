"""Setting up a second factor: a password alone opens these pages for the first."""

from typing import Any

from django.core import signing
from django.core.exceptions import BadRequest
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from saltmarsh.access.guards import SECOND_FACTOR, lacks_second_factor, requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts import factors
from saltmarsh.web.sign_in import session
from saltmarsh.web.sign_in.forms import AppCodeForm, PasskeyNameForm
from saltmarsh.web.sign_in.second_factor import passkeys

SECONDS_TO_SET_UP = 3600


@requires(Permission.ACCOUNT_USE, before_second_factor=True)
@session.freshly
def choose(request: Request) -> HttpResponse:
    page = {
        "is_compulsory": lacks_second_factor(request),
        "passkeys_are_possible": passkeys.are_possible(request),
    }
    return render(request, "sign_in/account/set_up.html", page)


@requires(Permission.ACCOUNT_USE, before_second_factor=True)
@session.freshly
def add_app(request: Request) -> HttpResponse:
    secret, signed = secret_of(request)
    form = AppCodeForm.bind(request)
    if request.method == "POST" and form.is_valid():
        counter = factors.matches(secret, form.cleaned_data["code"])
        if counter:
            accounts.add_app(
                request.member, secret=secret, counter=counter, by=request.user.pk
            )
            return proved(request)
        form.add_error("code", _("The code is not right. Enter the one shown now"))
    return render(
        request, "sign_in/account/add_app.html", drawn(request, form, secret, signed)
    )


def secret_of(request: Request) -> tuple[str, str]:
    """Return the secret for a new app, and the same signed for the form: on a GET a
    new one, on a POST the one that the page showed.
    """
    salt = f"authenticator app of {request.user.pk}"
    if request.method != "POST":
        secret = factors.new_app_secret()
        return secret, signing.dumps(secret, salt=salt)
    signed = request.POST.get("secret", "")
    try:
        held = signing.loads(signed, salt=salt, max_age=SECONDS_TO_SET_UP)
    except signing.BadSignature as error:
        raise BadRequest("The page was open for too long.") from error
    return held, signed


def drawn(
    request: Request, form: AppCodeForm, secret: str, signed: str
) -> dict[str, Any]:
    address = factors.address_for_app(
        request.user, secret, issuer=request.partnership.name
    )
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    picture = factors.picture_for_app(address)
    return {
        "form": form,
        "signed": signed,
        "picture": picture,
        "key": " ".join(groups),
    }


@requires(Permission.ACCOUNT_USE, before_second_factor=True)
@session.freshly
def add_passkey(request: Request) -> HttpResponse:
    form = PasskeyNameForm.bind(request)
    if request.method == "POST" and form.is_valid():
        credential = passkeys.made(request.POST.get("credential", ""))
        if credential:
            name = form.cleaned_data["name"]
            accounts.add_passkey(
                request.member, name=name, credential=credential, by=request.user.pk
            )
            return proved(request)
        form.add_error(None, _("The passkey was not made. Try again"))
    page = {"form": form, "is_possible": passkeys.are_possible(request)}
    return render(request, "sign_in/account/add_passkey.html", page)


@requires(Permission.ACCOUNT_USE, before_second_factor=True)
@session.freshly
def challenge(request: Request) -> HttpResponse:
    if request.method != "POST":
        raise BadRequest("The challenge is asked for by the page.")
    return JsonResponse(passkeys.challenge_to_make(request.user))


def proved(request: Request) -> HttpResponse:
    """Go on after a second factor was set up, which also shows it."""
    request.session[SECOND_FACTOR] = True
    return redirect("sign_in:recovery-codes")
