"""What a partner is asked: signed in, or by an opaque link and a code."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from saltmarsh.access.carrying import carried_in
from saltmarsh.access.guards import anyone, holder, requires
from saltmarsh.access.http import Request, Visit
from saltmarsh.access.limits import limited
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.access.uploads import taking_files
from saltmarsh.casework.doors import actions as doors
from saltmarsh.casework.doors.actions import Entered, Mailbox
from saltmarsh.casework.gathering import answering, queries
from saltmarsh.casework.gathering.models import InformationRequestQuerySet
from saltmarsh.design.forms import Form
from saltmarsh.web.doors import carrying
from saltmarsh.web.doors.entering import give, said_of
from saltmarsh.web.partners.requests import secret
from saltmarsh.web.partners.requests.secret import RequestLink
from saltmarsh.web.refusals import refusals_on
from saltmarsh.web.replies import pages
from saltmarsh.web.replies.pages import Answering

A_PAGE = 25
OVER = "doors/over.html"


def mine(request: Request) -> InformationRequestQuerySet:
    """Return what the member is asked and can still open."""
    since = queries.readable_since(request.partnership, timezone.now())
    return request.partnership.information_requests.addressed_to(request.member, since)


@requires(Permission.REQUEST_ANSWER)
def index(request: Request) -> HttpResponse:
    """List what the member is asked, what is out first; nobody is named in it."""
    held = queries.out_first(mine(request).select_related("by"))
    page = Paginator(held, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "requests": showing(request, page.object_list),
        "page": page,
        "today": timezone.localdate(),
    }
    return render(request, "partners/requests/index.html", shown)


@taking_files
@requires(Permission.REQUEST_ANSWER)
@never_cache
def show(request: Request, asked: UUID) -> HttpResponse:
    """Show one request to whom it is addressed, and take the answer."""
    return pages.show(request, answering_of(request, asked))


@requires(Permission.REQUEST_ANSWER)
@never_cache
def remove_document(request: Request, asked: UUID, attached: UUID) -> HttpResponse:
    return pages.remove(request, answering_of(request, asked), attached)


def answering_of(request: Request, asked: UUID) -> Answering:
    """Return what the member is asked and answers. Raises Http404."""
    held = mine(request).select_related("by", "partnership", "case__lead")
    found = fetch(request, held, pk=asked)
    request.record_ids.append(found.case_id)
    here, back = reverse("partners:request", args=[asked]), reverse("partners:requests")
    return Answering(found, request.user, here, back)


@limited("request", most=10, minutes=10)
@anyone
@never_cache
def knock(request: Visit, token: str) -> HttpResponse:
    """Show nothing but a button that sends a code to the registered mailbox."""
    asked: Any = queries.request_at(request.partnership, token)
    if asked is None:
        return render(request, OVER)
    form = Form.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            to = Mailbox(asked.whom["email"], "gathering/code")
            browser = doors.send_code(asked.link, to=to)
            response = carrying.onward(request, "partners:asked-code", token)
            give(response, browser, cookie=secret.COOKIE)
            return response
    shown = {"form": form, "carried": carried_in(request)}
    return render(request, "partners/requests/knock.html", shown)


@limited("request-code", most=20, minutes=10)
@anyone
@never_cache
def enter_code(request: Visit, token: str) -> HttpResponse:
    """Take the code. A wrong one is counted, so this answer is never undone."""
    asked: Any = queries.request_at(request.partnership, token)
    if asked is None:
        return render(request, OVER)
    form = carrying.code_form(request)
    if form.is_valid():
        typed, browser = form.cleaned_data["code"], secret.browser_of(request)
        entered = doors.enter_code(asked.link, typed=typed, browser=browser)
        if entered == Entered.RIGHT:
            answering.note_opened(asked, link=asked.link)
            return carrying.onward(request, "partners:asked-open", token)
        form.add_error("code", said_of(entered))
    shown = {"form": form, "token": token, "carried": carried_in(request)}
    return render(request, "partners/requests/enter_code.html", shown)


@taking_files
@holder(RequestLink)
@never_cache
def answer(request: Visit, token: str) -> HttpResponse:
    """Show the request to whoever has the link and its code, and take the answer."""
    return pages.show(request, answering_at(request, token))


@holder(RequestLink)
@never_cache
def remove_by_link(request: Visit, token: str, attached: UUID) -> HttpResponse:
    return pages.remove(request, answering_at(request, token), attached)


def answering_at(request: Visit, token: str) -> Answering:
    assert request.holder is not None  # noqa: S101 - the guard has seen to it
    asked = request.holder.held
    here = reverse("partners:asked-open", args=[token])
    return Answering(asked, asked.link, here)
