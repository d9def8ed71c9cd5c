from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import anyone, holder
from saltmarsh.access.http import Visit
from saltmarsh.access.limits import limited
from saltmarsh.casework.referrals import queries
from saltmarsh.web.mailboxes import pages
from saltmarsh.web.mailboxes.forms import ReceiptForm
from saltmarsh.web.mailboxes.pages import Mailbox
from saltmarsh.web.public.mailbox import secret
from saltmarsh.web.public.mailbox.secret import Receipt


@limited("mailbox", most=10, minutes=10)
@anyone
@never_cache
def enter(request: Visit) -> HttpResponse:
    """Open a mailbox with its receipt."""
    form = ReceiptForm.bind(request)
    if form.is_valid():
        receipt = form.cleaned_data["receipt"]
        referral = queries.referral_with(request.partnership, receipt)
        if referral is not None:
            response = redirect("public:mailbox-open")
            secret.give(response, referral)
            return response
        form.add_error("receipt", _("No mailbox has this receipt. Check each word."))
    return render(request, "public/mailbox/enter.html", {"form": form})


@holder(Receipt)
@never_cache
def show(request: Visit) -> HttpResponse:
    return pages.show(request, mailbox_of(request))


@holder(Receipt)
@never_cache
def answer(request: Visit, key: UUID) -> HttpResponse:
    return pages.answer(request, mailbox_of(request), key)


@holder(Receipt)
@never_cache
def add(request: Visit) -> HttpResponse:
    return pages.add(request, mailbox_of(request))


@holder(Receipt)
@never_cache
def take_back(request: Visit) -> HttpResponse:
    return pages.take_back(request, mailbox_of(request))


@anyone
@never_cache
def close(request: Visit) -> HttpResponse:
    """Leave the mailbox: this browser forgets it."""
    response = redirect("public:mailbox")
    secret.take(response)
    return response


def mailbox_of(request: Visit) -> Mailbox:
    held = request.holder
    assert held is not None  # noqa: S101 - the guard has seen to it
    return Mailbox(
        referral=held.held,
        by=None,
        here=reverse("public:mailbox-open"),
        answer=lambda key: reverse("public:mailbox-answer", args=[key]),
        add=reverse("public:mailbox-add"),
        take_back=reverse("public:mailbox-take-back"),
        leave=reverse("public:mailbox-close"),
    )
