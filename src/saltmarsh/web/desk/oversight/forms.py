from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases.clocks import Period
from saltmarsh.design.dates import DateInput, today
from saltmarsh.design.forms import Form

# Prevent is older; no record here is.
FIRST = date(2003, 1, 1)
A_YEAR = timedelta(days=365)


def last_year() -> dict[str, date]:
    return {"since": today() - A_YEAR, "until": today()}


class DaysForm(Form):
    """Asks for the first and the last day of a time."""

    since = DateInput(
        _("From"),
        called=_("The first day"),
        missing=_("Enter the first day"),
        earliest=FIRST,
        latest=today,
    )
    until = DateInput(
        _("To"),
        called=_("The last day"),
        missing=_("Enter the last day"),
        earliest=FIRST,
        latest=today,
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error(
                "until", ValidationError(_("The last day is before the first"))
            )
        return given


class PeriodForm(DaysForm):
    """From when to when; the last year where nothing is asked."""

    def __init__(self, data: Any):
        asked = any(name.startswith(("since-", "until-")) for name in data)
        super().__init__(data if asked else None, initial=last_year())

    def period(self) -> Period | None:
        """Return the period; None where what was asked is wrong."""
        if not self.is_bound:
            return Period(**last_year())
        return Period(**self.cleaned_data) if self.is_valid() else None
