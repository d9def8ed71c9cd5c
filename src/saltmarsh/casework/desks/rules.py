"""Where a referral goes at once, and whether anybody would receive it. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.utils.translation import gettext as _

from saltmarsh.casework.desks.lifecycle import Unit
from saltmarsh.foundation.calendar import working_days

Key = TypeVar("Key")


@dataclass(frozen=True)
class Terms:
    """Which referrals a rule is for. Empty terms are everybody's: the default rule.

    ages in whole years, both included; areas as postcode districts, "SM1".
    """

    age_from: int | None = None
    age_to: int | None = None
    areas: tuple[str, ...] = ()


def district(postcode: str) -> str:
    """Return the district of a postcode, or of a district: "sm1 2ab" gives "SM1"."""
    text = re.sub(r"[^A-Z0-9]", "", postcode.upper())
    whole = re.fullmatch(r"([A-Z]{1,2}[0-9][A-Z0-9]?)[0-9][A-Z]{2}", text)
    return whole[1] if whole else text


def is_for(terms: Terms, *, age: int | None, area: str) -> bool:
    """Tell whether a rule is for a referral. A term about what is not known does not
    fit, so that what is unknown goes by the default rule.
    """
    if terms.age_from is not None and (age is None or age < terms.age_from):
        return False
    if terms.age_to is not None and (age is None or age > terms.age_to):
        return False
    return not terms.areas or district(area) in terms.areas


def first_for(
    rules: Iterable[tuple[Key, Terms]], *, age: int | None, area: str
) -> Key | None:
    """Return the first rule, in order, that is for the referral; None when none is."""
    return next(
        (key for key, terms in rules if is_for(terms, age=age, area=area)), None
    )


def due(moment: datetime, *, within: int, unit: str) -> datetime:
    """Return when a delivery queued at `moment` rings unless it is acknowledged."""
    if unit == Unit.MINUTES:
        return moment + timedelta(minutes=within)
    return working_days.end_of(moment, within)


@dataclass(frozen=True)
class Receiver:
    """What is known of a desk on the default rule. accounts: members of its team."""

    name: str
    is_active: bool
    accounts: int
    has_mailbox: bool
    has_fallback: bool

    def receives(self) -> bool:
        return self.is_active and (self.accounts > 0 or self.has_mailbox)


def barriers(receivers: Sequence[Receiver], *, has_default: bool) -> list[str]:
    """Return why the form may not be published; empty when somebody receives.

    Source: a form that nobody owns takes a worry and loses it.
    """
    if not has_default:
        return [_("There is no default rule that says where every referral goes")]
    found = []
    if not any(receiver.receives() for receiver in receivers):
        found.append(
            _(
                "The default rule has no active desk with a team that has members,"
                " or with a mailbox"
            )
        )
    if not any(one.has_fallback for one in receivers if one.receives()):
        found.append(
            _("No desk on the default rule names who is told when nobody acknowledges")
        )
    return found
