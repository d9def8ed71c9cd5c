from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.assurance.figures import SECTIONS
from saltmarsh.casework.assurance.lifecycle import QUESTIONS, Answer
from saltmarsh.casework.assurance.models import Statement
from saltmarsh.casework.assurance.rules import MOST
from saltmarsh.casework.cases.clocks import Period
from saltmarsh.design.dates import DateInput, today
from saltmarsh.design.fields import Confirm, Radios, TextArea
from saltmarsh.design.forms import Form
from saltmarsh.web.desk.meetings.times import CountInput
from saltmarsh.web.desk.oversight.forms import FIRST, DaysForm, last_year


class DrawForm(DaysForm):
    title = _("Draw a dip sample")
    button = _("Draw the sample")
    wanted = CountInput(
        _("How many cases?"),
        highest=MOST,
        hint=_("Fewer are drawn where not so many were closed."),
        missing=_("Enter how many cases to draw"),
    )

    field_order = ("wanted", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("initial", last_year() | {"wanted": 5})
        super().__init__(*args, **kwargs)


class CheckForm(Form):
    """Asks QUESTIONS of a case."""

    title = _("Read a closed case")
    button = _("Record what you found")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for code, words in QUESTIONS.items():
            self.fields[code] = Radios(
                words, choices=Answer.choices, missing=_("Answer this question")
            )
        self.fields["remark"] = TextArea(
            _("What is missing, and what should be done about it?"),
            hint=_("Needed where an answer is “no” or “in part”."),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        failed = {Answer.NO, Answer.PARTLY} & {given.get(code) for code in QUESTIONS}
        if failed and not given.get("remark", "").strip():
            self.add_error(
                "remark", _("Say what is missing where an answer is “no” or “in part”")
            )
        return given

    def found(self) -> dict[str, Any]:
        """Return what `check` takes: the answers by code, and the remark."""
        given = self.cleaned_data
        answers = {code: given[code] for code in QUESTIONS}
        return {"answers": answers, "remark": given["remark"]}


class AddForm(Form):
    title = _("Add to what is recorded")
    button = _("Add")
    text = TextArea(
        _("What do you want to add?"),
        hint=_("It stands below what was written before, which stays as it is."),
        missing=_("Enter what you want to add"),
    )


class BeginForm(DaysForm):
    title = _("Begin an annual assurance statement")
    button = _("Begin the statement")

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("initial", last_financial_year())
        super().__init__(*args, **kwargs)
        del self.fields["until"]
        self.fields["until"] = DateInput(
            _("To"),
            called=_("The last day"),
            hint=_("It can be confirmed once this day is over."),
            missing=_("Enter the last day"),
            earliest=FIRST,
        )

    def period(self) -> Period:
        return Period(self.cleaned_data["since"], self.cleaned_data["until"])


def last_financial_year() -> dict[str, date]:
    """Return the last year that ended on a 31 March."""
    now = today()
    year = now.year if now > date(now.year, 3, 31) else now.year - 1
    return {"since": date(year - 1, 4, 1), "until": date(year, 3, 31)}


class StatementForm(Form):
    """A form about a statement. It carries the version that its reader saw."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, statement: Statement, **kw: Any
    ):
        super().__init__(data, **kw)
        self.version = (data or {}).get("version", str(statement.version))

    def seen_version(self) -> int:
        """Return the version that was seen; one that never was when it is unclear."""
        version = str(self.version)
        return int(version) if version.isdigit() and len(version) < 9 else -1


class WriteForm(StatementForm):
    """Asks for words about each section; what is empty can be written later."""

    title = _("Write the statement")
    button = _("Save")

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any):
        kwargs.setdefault("initial", statement.words)
        super().__init__(*args, statement=statement, **kwargs)
        for section in SECTIONS:
            self.fields[section.code] = TextArea(
                section.title, hint=section.asks, required=False
            )


class ConfirmForm(StatementForm):
    title = _("Confirm the statement")
    button = _("Confirm the statement")
    is_right = Confirm(
        _("I have read it, and it is right as far as I know"),
        missing=_("Tick that you have read it, and that it is right"),
    )
