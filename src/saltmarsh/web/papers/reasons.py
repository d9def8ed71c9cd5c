"""Why a case is on an agenda, in words."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.meetings.due import Due, Reason, kept_of
from saltmarsh.casework.meetings.lifecycle import Why
from saltmarsh.casework.meetings.models import Item

WITH_A_DAY: dict[Why, Any] = {
    Why.SUPPORTED: _("Its review is due by %(day)s"),
    Why.ACTION: _("Not done, due on %(day)s: %(what)s"),
    Why.CONSENT: _("There is no consent: the further assessment is due by %(day)s"),
    Why.ANSWERED: _(
        "A partner has answered since the panel last met about it: %(day)s"
    ),
    Why.REVIEW: _("Its review after closure is due on %(day)s"),
}


def said(reason: Reason) -> str:
    """Return one reason in words."""
    if reason.day is None or reason.why not in WITH_A_DAY:
        return str(reason.why.label)
    fills = {"day": date_format(reason.day, "j F Y"), "what": reason.what}
    return str(WITH_A_DAY[reason.why] % fills)


def of_item(item: Item) -> list[str]:
    """Return why a case was put on the agenda."""
    return [said(reason) for reason in kept_of(item)]


def offered(due: Due) -> str:
    """Return a case and everything why it is due, on one line."""
    return f"{due.case.reference}: " + ". ".join(said(each) for each in due.reasons)
