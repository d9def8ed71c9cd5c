from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.closing.rules import HEADINGS
from saltmarsh.casework.exits.lifecycle import OFFERED, RESULTS
from saltmarsh.casework.exits.rules import Closing
from saltmarsh.design.fields import Radios, TextArea
from saltmarsh.web.desk.cases.changes import CaseForm
from saltmarsh.web.desk.cases.forms import reasons

YES, NO = "yes", "no"


class CloseForm(CaseForm):
    """Asks for a reason under each heading. has_open_work: whether to ask why what is
    open on the case does not matter.
    """

    title = _("Close the case")
    button = _("Close")
    intro = _(
        "Two reviews follow, 6 and 12 months after it is closed. The lead person owns "
        "them. After more than one referral a second person must agree."
    )
    code = Radios(
        _("Why is it closed?"),
        choices=OFFERED,
        missing=_("Select why it is closed"),
    )

    def __init__(self, *args: Any, has_open_work: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for key, heading in HEADINGS.items():
            missing = _("Enter your reasons under “%(heading)s”") % {"heading": heading}
            self.fields[key] = TextArea(heading, missing=missing, rows=3)
        if has_open_work:
            self.fields["open_work"] = TextArea(
                _(
                    "A hand-over, a further assessment, a request to a partner, a "
                    "complaint or an action is open. Why not wait for it?"
                ),
                missing=_("Say why you do not wait for what is open"),
            )

    def closing(self) -> Closing:
        given = self.cleaned_data
        return Closing(
            given["code"],
            {key: given[key] for key in HEADINGS},
            given.get("open_work", ""),
        )


class SecondForm(CaseForm):
    title = _("Confirm or decline closing")
    button = _("Record decision")
    answer = Radios(
        _("Do you close the case?"),
        choices=[(YES, _("Yes, close it")), (NO, _("No, it stays open"))],
        missing=_("Select whether you close the case"),
    )
    reasons = reasons()


class ReviewForm(CaseForm):
    title = _("Record the review after closure")
    button = _("Record")
    result = Radios(
        _("What became of the review?"),
        choices=[(key, key.label) for key in RESULTS],
        missing=_("Select what became of the review"),
    )
    reasons = reasons()


class ExtendForm(CaseForm):
    title = _("Extend the reviews after closure")
    button = _("Extend")
    intro = _(
        "The panel may go on looking again up to two years after a case was closed. The "
        "lead person owns the review."
    )
    months = Radios(
        _("When is the further review?"),
        choices=[
            ("18", _("18 months after closure")),
            ("24", _("24 months after closure")),
        ],
        missing=_("Select when the further review is"),
    )
    reasons = reasons()
