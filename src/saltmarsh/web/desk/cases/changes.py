"""Forms that change a case."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from saltmarsh.access.http import Request
from saltmarsh.casework.cases.actions import StaleCase
from saltmarsh.casework.cases.models import Case
from saltmarsh.design.forms import Form
from saltmarsh.foundation.refusals import Refused
from saltmarsh.web.desk.cases.records import around
from saltmarsh.web.refusals import reasons_of


class CaseForm(Form):
    """Questions about a case. It carries the version that its reader saw.

    title and button: what the page says. intro: a sentence above the questions.
    """

    title: Any = ""
    button: Any = ""
    intro: Any = ""

    def __init__(self, data: Mapping[str, Any] | None = None, *, case: Case, **kw: Any):
        super().__init__(data, **kw)
        self.case = case
        self.version = (data or {}).get("version", str(case.version))

    def seen_version(self) -> int:
        """Return the version that was seen; one that never was when it is unclear."""
        version = str(self.version)
        return int(version) if version.isdigit() and len(version) < 9 else -1


def changing(
    request: Request, form: CaseForm, act: Callable[[int], object]
) -> HttpResponse | None:
    """Do what a valid form asks of the version that was seen, and go to the case; None
    to draw the form, with what was typed and the reasons why not.
    """
    if not form.is_valid():
        return None
    try:
        act(form.seen_version())
    except StaleCase:
        request.refused = True
        stale(form)
        return None
    except Refused as refusal:
        request.refused = True
        form.add_error(None, reasons_of(refusal))
        return None
    return redirect("desk:case", form.case.reference)


def stale(form: CaseForm) -> None:
    """Say what the case is at now, and let the same words be sent again for it."""
    form.case.refresh_from_db()
    form.version = str(form.case.version)
    stage = {"stage": form.case.get_stage_display(), "lead": form.case.lead}
    form.add_error(
        None,
        _(
            "Somebody changed this case while you were writing. It is now at: "
            "%(stage)s, led by %(lead)s. Read it, then send this again if it still holds"
        )
        % stage,
    )


def asked(request: Request, form: CaseForm, **more: Any) -> HttpResponse:
    """Draw the form."""
    shown = around(request, form.case, form=form, **more)
    return render(request, "desk/cases/change.html", shown)
