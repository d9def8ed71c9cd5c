"""Who somebody is, as told: plain values that JSON can hold.

Everything is as it was told: nothing is corrected, completed or guessed. What is
made of it, to find it again under another spelling, is in `profiles`.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Name:
    """One name: in one text, or in the parts that somebody told apart.

    kind: "told", "other", "birth", "alias".
    """

    text: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    kind: str = "told"

    def __str__(self) -> str:
        parts = (self.text, self.given, self.middle, self.family)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Birth:
    """A date of birth, as far as it is known.

    certainty: "exact", "about", "unknown", "age" when the year comes from an age,
    or empty.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    certainty: str = ""

    def __str__(self) -> str:
        month = MONTHS.get(self.month, "") if self.month else ""
        parts = (self.day, month, self.year)
        birth = " ".join(str(part) for part in parts if part)
        if self.certainty == "age":
            return _("about %(birth)s, from an age") % {"birth": birth}
        about = self.certainty == "about" and birth
        return _("about %(birth)s") % {"birth": birth} if about else birth


@dataclass(frozen=True)
class Home:
    """An address: its lines in one text, and its postcode."""

    lines: str = ""
    postcode: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.lines, self.postcode) if part)


@dataclass(frozen=True)
class Told:
    """An identity as told: of each fact, as many as were told, the surest first."""

    names: tuple[Name, ...] = ()
    births: tuple[Birth, ...] = ()
    homes: tuple[Home, ...] = ()
    schools: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    online: tuple[str, ...] = ()
    gender: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    def as_json(self) -> dict[str, Any]:
        """Return what `read` takes, without what was not told."""
        known = {key: value for key, value in asdict(self).items() if value}
        return {
            key: [_known(one) for one in value] if key in PARTED else value
            for key, value in known.items()
        }

    def and_also(self, more: "Told") -> Self:
        """Return both together, each fact once."""
        joined = {
            one.name: tuple(
                dict.fromkeys(getattr(self, one.name) + getattr(more, one.name))
            )
            for one in fields(self)
            if one.name != "gender"
        }
        return type(self)(gender=self.gender or more.gender, **joined)


PARTED: dict[str, type] = {"names": Name, "births": Birth, "homes": Home}


def _known(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if value not in ("", None)}


def read(held: dict[str, Any]) -> Told:
    """Return the identity that `Told.as_json` wrote."""
    read_in: dict[str, Any] = {}
    for key, value in held.items():
        if part := PARTED.get(key):
            read_in[key] = tuple(part(**one) for one in value)
        else:
            read_in[key] = value if key == "gender" else tuple(value)
    return Told(**read_in)
