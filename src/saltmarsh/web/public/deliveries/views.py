"""The door for desks without accounts: an opaque link, then a code."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import anyone, holder
from saltmarsh.access.http import Visit
from saltmarsh.access.limits import limited
from saltmarsh.casework.doors import actions as doors
from saltmarsh.casework.doors import queries
from saltmarsh.casework.doors.actions import Entered
from saltmarsh.casework.referrals import queries as referrals
from saltmarsh.casework.routing import actions as routing
from saltmarsh.design.forms import Form
from saltmarsh.web.doors.entering import give, said_of
from saltmarsh.web.doors.forms import CodeForm
from saltmarsh.web.facts import documents_with
from saltmarsh.web.public.deliveries import secret
from saltmarsh.web.public.deliveries.secret import Link
from saltmarsh.web.refusals import refusals_on


@limited("delivery", most=10, minutes=10)
@anyone
@never_cache
def knock(request: Visit, token: str) -> HttpResponse:
    """Show nothing but a button that sends a code to the registered mailbox."""
    link = queries.link_at(request.partnership, token)
    if link is None:
        return render(request, "doors/over.html")
    form = Form.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            browser = doors.send_code(link)
            response = redirect("public:delivery-code", token)
            give(response, browser, cookie=secret.COOKIE)
            return response
    return render(request, "public/deliveries/knock.html", {"form": form})


@limited("delivery-code", most=20, minutes=10)
@anyone
@never_cache
def enter_code(request: Visit, token: str) -> HttpResponse:
    """Take the code. A wrong one is counted, so this answer is never undone."""
    link = queries.link_at(request.partnership, token)
    if link is None:
        return render(request, "doors/over.html")
    form = CodeForm.bind(request)
    if form.is_valid():
        typed, browser = form.cleaned_data["code"], secret.browser_of(request)
        entered = doors.enter_code(link, typed=typed, browser=browser)
        if entered == Entered.RIGHT:
            return redirect("public:delivery-open", token)
        form.add_error("code", said_of(entered))
    shown = {"form": form, "token": token}
    return render(request, "public/deliveries/enter_code.html", shown)


@holder(Link)
@never_cache
def show(request: Visit, token: str) -> HttpResponse:
    """Show the desk what it needs, and take its acknowledgement."""
    assert request.holder is not None  # noqa: S101 - the guard has seen to it
    link = request.holder.held
    delivery = link.delivery
    if request.method == "POST":
        routing.acknowledge(delivery, by=None, link=link)
        return redirect("public:delivery-open", token)
    referral, is_hidden = delivery.referral, delivery.referral.is_restricted
    referrer = delivery.desk.shows_referrer and not is_hidden
    shown = {
        "delivery": delivery,
        "referral": referral,
        "is_hidden": is_hidden,
        "sections": () if is_hidden else referrals.as_told(referral),
        "documents": documents_with(referral),
        "referrer": referrals.referrer_as_told(referral) if referrer else (),
    }
    return render(request, "public/deliveries/show.html", shown)
