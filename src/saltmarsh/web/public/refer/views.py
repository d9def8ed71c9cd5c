from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import anyone
from saltmarsh.access.http import Visit
from saltmarsh.access.limits import limited
from saltmarsh.casework.referrals import drafts, queries, receipts
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.triage.clocks import ACKNOWLEDGE
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.web.public.refer import cookie
from saltmarsh.web.public.refer.draft import journey_of, writing
from saltmarsh.web.public.refer.forms import CodeForm, SaveForm, TypedForm
from saltmarsh.web.public.refer.words import before_you_start
from saltmarsh.web.questions import journey as steps
from saltmarsh.web.questions.journey import Journey


@anyone
@never_cache
def start(request: Visit) -> HttpResponse:
    """Say what happens; begin when that is asked for."""
    begun = cookie.draft_of(request)
    going = journey_of(begun) if begun and begun.referral_id is None else None
    if not steps.is_open(request) and (request.method == "POST" or not going):
        return steps.closed(request)
    if request.method == "POST":
        draft, secret = drafts.start(request.partnership)
        response = redirect(journey_of(draft).first())
        cookie.give(request, response, secret)
        return response
    words = before_you_start(request.partnership)
    return render(request, "public/refer/start.html", {"going": going, "shown": words})


@writing
def ask(request: Visit, journey: Journey, slug: str) -> HttpResponse:
    return steps.ask(request, journey, slug)


@limited("refer", most=20, minutes=10, turns_away=False)
@writing
def check(request: Visit, journey: Journey) -> HttpResponse:
    now = timezone.now()
    doubt = steps.why_quarantined(request, journey.draft, now)
    return steps.check(request, journey, Arrival(queries.BY_WEB, now, doubt))


@writing
def sent(request: Visit, journey: Journey) -> HttpResponse:
    """Show the reference and the receipt; check a typed receipt when there is one."""
    if not journey.is_sent:
        return redirect(journey.resumed())
    receipt, form = journey.draft.receipt, TypedForm.bind(request)
    is_right = False
    if form.is_valid():
        is_right = receipts.letters(form.cleaned_data["typed"]) == receipts.letters(
            receipt
        )
        if not is_right:
            form.add_error("typed", _("This is not your receipt. Check each word."))
    days = value_of(request.partnership, ACKNOWLEDGE)
    shown = {"receipt": receipt, "referral": journey.draft.referral, "form": form}
    shown |= {"is_right": is_right, "days": int(days)}
    return render(request, "public/refer/sent.html", shown)


@writing
def receipt(request: Visit, journey: Journey) -> HttpResponse:
    """Return the receipt as a plain text to keep."""
    if not journey.is_sent:
        return redirect(journey.resumed())
    mailbox = request.build_absolute_uri("/mailbox")
    shown = {
        "receipt": journey.draft.receipt,
        "referral": journey.draft.referral,
        "mailbox": mailbox,
    }
    response = render(
        request, "public/refer/receipt.txt", shown, content_type="text/plain"
    )
    response["Content-Disposition"] = 'attachment; filename="receipt.txt"'
    return response


@writing
def save(request: Visit, journey: Journey) -> HttpResponse:
    """Keep the draft for some days, and give a code."""
    if journey.is_sent:
        return redirect(journey.at.sent)
    form = SaveForm.bind(request)
    if form.is_valid():
        drafts.save(journey.draft)
        if journey.is_professional and form.cleaned_data["email"]:
            drafts.remind(journey.draft, to=form.cleaned_data["email"])
        return redirect("public:refer-saved")
    days = value_of(request.partnership, queries.SAVED_DAYS)
    shown = {"form": form, "journey": journey, "days": days}
    return render(
        request, "public/refer/save.html", shown | {"back": journey.resumed()}
    )


@writing
def saved(request: Visit, journey: Journey) -> HttpResponse:
    """Show the code, and until when it opens what was written."""
    if journey.draft.code is None:
        return redirect("public:refer-save")
    shown = {"draft": journey.draft, "going": journey.resumed()}
    return render(request, "public/refer/saved.html", shown)


@limited("draft-code", most=10, minutes=10)
@anyone
@never_cache
def come_back(request: Visit) -> HttpResponse:
    """Open a saved draft with its code."""
    form = CodeForm.bind(request)
    if form.is_valid():
        code, now = form.cleaned_data["code"], timezone.now()
        draft = queries.draft_saved_as(request.partnership, code, now)
        if draft is not None:
            response = redirect(journey_of(draft).resumed())
            cookie.give(request, response, drafts.reopen(draft))
            return response
        form.add_error("code", _("Nothing is saved under this code. Check each word."))
    return render(request, "public/refer/come_back.html", {"form": form})


@writing
def forget(request: Visit, journey: Journey) -> HttpResponse:
    """Delete what was written, when that is confirmed."""
    if request.method == "POST":
        drafts.forget(journey.draft)
        response = redirect("public:refer")
        cookie.take(response)
        return response
    shown = {"back": journey.at.sent if journey.is_sent else journey.resumed()}
    return render(request, "public/refer/forget.html", shown)
