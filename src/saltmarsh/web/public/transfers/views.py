"""The door for panels elsewhere: an opaque link, a code, then one hand-over pack."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from saltmarsh.access.carrying import carried_in
from saltmarsh.access.guards import anyone, holder
from saltmarsh.access.http import Visit
from saltmarsh.access.limits import limited
from saltmarsh.casework.doors import actions as doors
from saltmarsh.casework.doors.actions import Entered, Mailbox
from saltmarsh.casework.transfers import linking, queries
from saltmarsh.casework.transfers.lifecycle import Stage
from saltmarsh.design.forms import Form
from saltmarsh.web.doors import carrying
from saltmarsh.web.doors.entering import give, said_of
from saltmarsh.web.public.transfers import secret
from saltmarsh.web.public.transfers.forms import AnswerForm
from saltmarsh.web.public.transfers.secret import TransferLink
from saltmarsh.web.refusals import refusals_on

OVER = "doors/over.html"


@limited("transfer", most=10, minutes=10)
@anyone
@never_cache
def knock(request: Visit, token: str) -> HttpResponse:
    """Show nothing but a button that sends a code to the registered mailbox."""
    transfer = queries.transfer_at(request.partnership, token)
    if transfer is None or transfer.link is None or transfer.neighbour is None:
        return render(request, OVER)
    form = Form.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            to = Mailbox(transfer.neighbour.mailbox, "transfers/code")
            browser = doors.send_code(transfer.link, to=to)
            response = carrying.onward(request, "public:transfer-code", token)
            give(response, browser, cookie=secret.COOKIE)
            return response
    shown = {"form": form, "carried": carried_in(request)}
    return render(request, "public/transfers/knock.html", shown)


@limited("transfer-code", most=20, minutes=10)
@anyone
@never_cache
def enter_code(request: Visit, token: str) -> HttpResponse:
    """Take the code. A wrong one is counted, so this answer is never undone."""
    transfer = queries.transfer_at(request.partnership, token)
    if transfer is None or transfer.link is None:
        return render(request, OVER)
    form = carrying.code_form(request)
    if form.is_valid():
        typed, browser = form.cleaned_data["code"], secret.browser_of(request)
        entered = doors.enter_code(transfer.link, typed=typed, browser=browser)
        if entered == Entered.RIGHT:
            linking.note_opened(transfer, link=transfer.link)
            return carrying.onward(request, "public:transfer-open", token)
        form.add_error("code", said_of(entered))
    shown = {"form": form, "token": token, "carried": carried_in(request)}
    return render(request, "public/transfers/enter_code.html", shown)


@holder(TransferLink)
@never_cache
def show(request: Visit, token: str) -> HttpResponse:
    """Show the pack, and take the answer; once it is accepted, the pack alone."""
    assert request.holder is not None  # noqa: S101 - the guard has seen to it
    transfer = request.holder.held
    if transfer.stage != Stage.ASKED:
        return render(request, "public/transfers/pack.html", {"transfer": transfer})
    asked_on = timezone.localdate(transfer.sent_at)
    form = AnswerForm.bind(request, asked_on=asked_on)
    if form.is_valid():
        with refusals_on(request, form):
            linking.answer(
                transfer, accepts=form.accepts(), who=form.who(), link=transfer.link
            )
            return render(
                request, "public/transfers/answered.html", {"transfer": transfer}
            )
    shown = {"transfer": transfer, "form": form}
    return render(request, "public/transfers/show.html", shown)
