"""All referrals of one person together."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import showing
from saltmarsh.casework.chronology import story
from saltmarsh.casework.chronology.story import Chapter
from saltmarsh.casework.links import actions as links
from saltmarsh.web.desk.changes import changing
from saltmarsh.web.desk.records import around, may, opened
from saltmarsh.web.desk.referral.words import CHANNELS, DEPTHS
from saltmarsh.web.desk.story.forms import MeaningForm


@requires(Permission.REFERRAL_READ)
def show(request: Request, reference: str) -> HttpResponse:
    """Draw the story of a person; whoever decides says what it means."""
    referral = opened(request, reference)
    told = story.chapters(referral, request.member, timezone.now())
    showing(request, [each.referral for each in told])
    form = MeaningForm.bind(request, referral=referral)

    def said(held, by):
        text = form.cleaned_data["meaning"]
        links.mean(held, text=text, version=by.version, by=by.member.user)

    decides = may(request, Permission.REFERRAL_DECIDE)
    done = changing(request, form, said, to="desk:story") if decides else None
    shown = around(
        request,
        referral,
        form=form,
        is_asked=decides and lacks(told, referral),
        chapters=[drawn(each) for each in told],
        events=[event for each in told for event in events(each)],
    )
    return done or render(request, "desk/story/show.html", shown)


def lacks(told: list[Chapter], referral: Any) -> bool:
    """Tell whether somebody must still say what this one and those before it mean."""
    before = [one for one in told if one.referral.received_at < referral.received_at]
    [mine] = [one for one in told if one.referral.pk == referral.pk]
    return bool(before) and mine.meaning is None


def drawn(chapter: Chapter) -> dict[str, Any]:
    return vars(chapter) | {"source": source(chapter.referral)}


def source(referral: Any) -> str:
    depth = DEPTHS.get(referral.depth, referral.depth)
    channel = CHANNELS.get(referral.channel, referral.channel)
    return f"{depth}, {channel}"


def events(chapter: Chapter) -> list[dict[str, Any]]:
    """Return the marks of one referral, on a line of its own."""
    referral = chapter.referral
    line = referral.reference
    received = {
        "when": referral.received_at,
        "title": _("Received"),
        "kind": line,
        "text": source(referral),
    }
    ends = [
        {"when": each.when, "title": each.what, "kind": line, "text": each.by}
        for each in chapter.endings
    ]
    return [received, *ends]
