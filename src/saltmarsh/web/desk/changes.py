"""Forms that change a referral, and the page for two people who change it at once."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import dateparse, timezone
from django.utils.translation import gettext as _

from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.casework.chronology import queries as chronology
from saltmarsh.casework.referrals.actions import StaleReferral
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage.models import Decision
from saltmarsh.casework.triage.queries import Decider, Why
from saltmarsh.design.forms import Form
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from saltmarsh.web.desk.records import around, may, opened_anywhere

Act = Callable[[Referral, Decider], object]


class ChangeForm(Form):
    """Questions about a referral. It carries the version that its reader saw.

    title and button: what the page says. intro: a sentence above the questions.
    refused_beside: the question that a refusal is about, where it is about one.
    """

    title: Any = ""
    button: Any = ""
    intro: Any = ""
    refused_beside: str | None = None

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, referral: Referral, **kw: Any
    ):
        super().__init__(data, **kw)
        posted = data or {}
        self.referral = referral
        self.version = posted.get("version", str(referral.version))
        self.seen_at = posted.get("seen_at", timezone.now().isoformat())

    def seen_version(self) -> int:
        """Return the version that was seen; one that never was when it is unclear."""
        version = str(self.version)
        return int(version) if version.isdigit() and len(version) < 9 else -1

    def seen_moment(self) -> datetime:
        try:
            found = dateparse.parse_datetime(str(self.seen_at))
        except ValueError:
            found = None
        return found if found and timezone.is_aware(found) else timezone.now()

    def why(self) -> Why:
        """Return the options and reasons as given."""
        given = self.cleaned_data
        return Why(given.get("reasons", ""), given.get("options", ""))

    def now_known(self) -> dict[str, str]:
        """Return what the referral now has for a question: {name: words}."""
        return {}

    def renew(self) -> None:
        """Carry the version as it is now, when the reader has seen both."""
        self.version = str(self.referral.version)
        self.seen_at = timezone.now().isoformat()


def changing(
    request: Request, form: ChangeForm, act: Act, *, to: str = "desk:referral"
) -> HttpResponse | None:
    """Do what a valid form asks, and go to the referral's page `to`, or to the path
    `to`; None to draw the form.

    When somebody else was quicker, both versions are shown and nothing is lost.
    """
    if not form.is_valid():
        return None
    by = Decider(request.member, form.seen_version())
    try:
        act(form.referral, by)
    except StaleReferral:
        request.refused = True
        return both(request, form)
    except Refused as refusal:
        request.refused = True
        refuse(form, refusal)
        return None
    return redirect(to) if "/" in to else redirect(to, form.referral.reference)


def refuse(form: ChangeForm, refusal: Refused) -> None:
    """Put the reasons of a refusal where they are read."""
    if isinstance(refusal, MoveNotAllowed):
        stage = {"stage": form.referral.get_stage_display()}
        form.add_error(None, _("This cannot be done now. It is at: %(stage)s") % stage)
    else:
        form.add_error(form.refused_beside, list(refusal.args))


def both(request: Request, form: ChangeForm) -> HttpResponse:
    """Show what was typed beside what somebody else has changed meanwhile."""
    since = form.seen_moment()
    form.referral = referral = opened_anywhere(request, form.referral.reference)
    # Whoever allocates without reading is told nothing of what was decided.
    reads = may(request, Permission.REFERRAL_READ)
    theirs = decided_since(referral, since) if reads else {}
    rows = side_by_side(form, theirs)
    form.renew()
    changes = chronology.changes_since(referral, since) if reads else []
    shown = around(
        request, referral, form=form, rows=rows, changes=changes, reads=reads
    )
    return render(request, "desk/both.html", shown)


def side_by_side(form: ChangeForm, theirs: dict[str, str]) -> list[dict[str, str]]:
    """Return each question with what the referral now has, and what was typed."""
    theirs = theirs | form.now_known()
    return [
        {
            "question": str(question.label),
            "theirs": theirs.get(question.name, ""),
            "ours": typed(question),
        }
        for question in form.questions()
    ]


def decided_since(referral: Referral, since: datetime) -> dict[str, str]:
    """Return the words of the newest decision after `since`: {name: words}."""
    newest: Decision | None = (
        referral.decisions.filter(created_at__gt=since).order_by("-created_at").first()
    )
    if newest is None:
        return {}
    kind = str(newest.get_kind_display())
    who = {"who": str(newest.by), "kind": kind}
    words = str(newest.reasons or kind)
    return {
        "reasons": _("%(who)s, %(kind)s:") % who + f"\n{words}",
        "options": newest.options,
    }


def typed(question: Any) -> str:
    """Return what was typed or picked, in words."""
    value = question.value()
    if isinstance(value, dict):
        return " ".join(part for part in value.values() if part)
    labels = {str(key): str(words) for key, words in choices_of(question)}
    several = value if isinstance(value, list | tuple) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in several if one)


def choices_of(question: Any) -> list[tuple[Any, Any]]:
    return list(getattr(question.field, "choices", []))
