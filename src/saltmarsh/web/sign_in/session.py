"""Signing in, step by step, and how long ago the visitor proved who they are."""

import time
from functools import wraps
from urllib.parse import urlencode

from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from saltmarsh.access import carrying
from saltmarsh.access.guards import SECOND_FACTOR, lacks_second_factor
from saltmarsh.access.http import Request, View, Visit
from saltmarsh.foundation.accounts import queries as accounts
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.web.sign_in import going_on
from saltmarsh.web.sign_in.forms import CodeForm

# In the session: {"user", "since", "next"}, between the password and the factor.
PENDING = "signing_in"
# In the session: when the password was last given.
PROVED = "proved_at"
SECONDS_TO_FINISH = 600
SECONDS_PROVED = 900


def member_of(request: Visit, user: User) -> Membership | None:
    """Return the person's membership here."""
    held = request.partnership.memberships.active().select_related("user")
    return held.filter(user=user, user__is_active=True).first()


def begin(request: Visit, member: Membership) -> HttpResponse:
    """Go on after the right password: to the second factor, or straight in."""
    if not accounts.second_factors(member.user):
        return finish(request, member, factor="")
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": member.user.pk.hex,
        "since": time.time(),
        "next": going_on.safe_next(request),
    }
    if carrying.is_carrying(request):
        return going_on.ask_code(request, CodeForm(None), member)
    return redirect("sign_in:second-factor")


def pending(request: Visit) -> Membership | None:
    """Return who has given the password and not yet a second factor."""
    held = request.session.get(PENDING)
    if held and time.time() - held["since"] < SECONDS_TO_FINISH:
        user = User.objects.filter(pk=held["user"]).first()
        return member_of(request, user) if user else None
    if request.member and lacks_second_factor(request):
        return request.member if accounts.second_factors(request.member.user) else None
    return None


def finish(request: Visit, member: Membership, *, factor: str) -> HttpResponse:
    """Sign the person in. factor: the kind that was shown, "" for none."""
    held = request.session.pop(PENDING, {})
    following = held.get("next") or going_on.safe_next(request)
    login(request, member.user)
    prove(request)
    if factor:
        request.session[SECOND_FACTOR] = True
    request.user_id = member.user_id
    codes = {"factor": factor or "none"}
    audit.record("account.signed_in", member, by=member.user_id, **codes)
    return going_on.onward(request, member, following)


def prove(request: Visit) -> None:
    """Note that the visitor has just given their password."""
    request.session[PROVED] = time.time()


def freshly(view: View) -> View:
    """Ask for the password again when it was given too long ago; goes below the
    guard. Where a second factor exists, a password alone is never enough.
    """

    @wraps(view)
    def page(request: Request, *args: str, **kwargs: str) -> HttpResponse:
        if lacks_second_factor(request) and accounts.second_factors(request.user):
            return redirect("sign_in:second-factor")
        if time.time() - request.session.get(PROVED, 0) > SECONDS_PROVED:
            where = urlencode({"next": request.path})
            return redirect(f"{reverse('sign_in:again')}?{where}")
        return view(request, *args, **kwargs)

    return page
