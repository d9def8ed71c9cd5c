"""The door for partnerships elsewhere: an opaque link, a code, then one request."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from saltmarsh.access.carrying import carried_in
from saltmarsh.access.guards import anyone, holder
from saltmarsh.access.http import Visit
from saltmarsh.access.limits import limited
from saltmarsh.casework.doors import actions as doors
from saltmarsh.casework.doors.actions import Entered, Mailbox
from saltmarsh.casework.neighbours import actions as neighbours
from saltmarsh.casework.neighbours import queries
from saltmarsh.design.forms import Form
from saltmarsh.web.doors import carrying
from saltmarsh.web.doors.entering import give, said_of
from saltmarsh.web.public.neighbours import secret
from saltmarsh.web.public.neighbours.forms import AnswerForm
from saltmarsh.web.public.neighbours.secret import RequestLink
from saltmarsh.web.refusals import refusals_on

OVER = "doors/over.html"


@limited("neighbour", most=10, minutes=10)
@anyone
@never_cache
def knock(request: Visit, token: str) -> HttpResponse:
    """Show nothing but a button that sends a code to the registered mailbox."""
    enquiry = queries.enquiry_at(request.partnership, token)
    if enquiry is None or enquiry.link is None or enquiry.neighbour is None:
        return render(request, OVER)
    form = Form.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            to = Mailbox(enquiry.neighbour.mailbox, "neighbours/code")
            browser = doors.send_code(enquiry.link, to=to)
            response = carrying.onward(request, "public:neighbour-code", token)
            give(response, browser, cookie=secret.COOKIE)
            return response
    shown = {"form": form, "carried": carried_in(request)}
    return render(request, "public/neighbours/knock.html", shown)


@limited("neighbour-code", most=20, minutes=10)
@anyone
@never_cache
def enter_code(request: Visit, token: str) -> HttpResponse:
    """Take the code. A wrong one is counted, so this answer is never undone."""
    enquiry = queries.enquiry_at(request.partnership, token)
    if enquiry is None or enquiry.link is None:
        return render(request, OVER)
    form = carrying.code_form(request)
    if form.is_valid():
        typed, browser = form.cleaned_data["code"], secret.browser_of(request)
        entered = doors.enter_code(enquiry.link, typed=typed, browser=browser)
        if entered == Entered.RIGHT:
            neighbours.note_opened(enquiry, link=enquiry.link)
            return carrying.onward(request, "public:neighbour-open", token)
        form.add_error("code", said_of(entered))
    shown = {"form": form, "token": token, "carried": carried_in(request)}
    return render(request, "public/neighbours/enter_code.html", shown)


@holder(RequestLink)
@never_cache
def show(request: Visit, token: str) -> HttpResponse:
    """Show the least identity, and take the answer; then the link is over."""
    assert request.holder is not None  # noqa: S101 - the guard has seen to it
    enquiry = request.holder.held
    form = AnswerForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            answer = form.cleaned_data["answer"]
            neighbours.answer_by_link(enquiry, answer=answer, link=enquiry.link)
            return render(request, "public/neighbours/answered.html")
    shown = {"enquiry": enquiry, "form": form, "asker": enquiry.by}
    return render(request, "public/neighbours/show.html", shown)
