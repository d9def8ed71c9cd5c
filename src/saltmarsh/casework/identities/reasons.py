"""Why two identities may be one person's, in words, and what speaks against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.identities.circumstances import Dated, Placed
from saltmarsh.casework.identities.likeness import Alike, Named, Order
from saltmarsh.casework.identities.weighing import Weighed


@dataclass(frozen=True)
class Reason:
    """One thing that was compared. code: permanent. agrees: None when it says little."""

    part: str
    code: str
    text: str | Promise
    agrees: bool | None


GIVEN: dict[int, str | Promise] = {
    Alike.EXACT: _("same first name"),
    Alike.LISTED: _("first name is another form of the same name"),
    Alike.NEAR: _("first name nearly the same"),
    Alike.SOUND: _("first name sounds the same"),
    Alike.PERHAPS: _("first name perhaps misspelt"),
    Alike.INITIAL: _("first name fits an initial"),
    Alike.DIFFERENT: _("different first name"),
}
FAMILY: dict[int, str | Promise] = {
    Alike.EXACT: _("same surname"),
    Alike.LISTED: _("surname is another form of the same name"),
    Alike.NEAR: _("surname nearly the same"),
    Alike.SOUND: _("surname sounds the same"),
    Alike.PERHAPS: _("surname perhaps misspelt"),
    Alike.INITIAL: _("surname fits an initial"),
    Alike.DIFFERENT: _("different surname"),
}
ORDER: dict[str, str | Promise] = {
    Order.SWAPPED: _("first name and surname swapped"),
    Order.MIDDLE: _("a middle name used as first name or surname"),
    Order.APART: _("two names agree in another order, and one does not"),
    Order.CROSSED: _("a first name here is a surname there, and no other name agrees"),
}
MIDDLE: dict[str, str | Promise] = {
    "agree": _("middle name agrees"),
    "initial": _("middle name fits an initial"),
    "differ": _("different middle name"),
}
BIRTH: dict[str, str | Promise] = {
    Dated.EXACT: _("same date of birth"),
    Dated.FIRST_OF_JANUARY: _(
        "same date of birth, 1 January, which is often given when the day is not known"
    ),
    Dated.SWAPPED: _("same date of birth with day and month swapped"),
    Dated.NEXT_YEAR: _("same birthday, one year apart"),
    Dated.DAY_AND_MONTH: _("same day and month of birth, other year"),
    Dated.TWO_PARTS: _("date of birth differs in one place"),
    Dated.YEAR: _("same year of birth, other day"),
    Dated.NEAR: _("born within a year, other day"),
    Dated.DIFFERENT: _("different date of birth"),
    Dated.YEAR_ALONE: _("same year of birth"),
    Dated.YEAR_AND_FIRST: _("same year of birth"),
    Dated.YEAR_ABOUT: _("about the same year of birth"),
    Dated.YEAR_DIFFERENT: _("different year of birth"),
}
PLACE: dict[str, str | Promise] = {
    Placed.SAME: _("same address"),
    Placed.POSTCODE: _("same postcode"),
    Placed.NEAR_POSTCODE: _("postcode differs in one place"),
    Placed.STREET: _("same street address"),
    Placed.DISTRICT: _("same postcode district, other address"),
    Placed.DIFFERENT: _("different address"),
}
SHARED: dict[str, str | Promise] = {
    "phone": _("same telephone number"),
    "email": _("same email address"),
    "online": _("same name online"),
    "school": _("same school"),
    "employer": _("same employer"),
}
GENDER = _("different gender recorded")
AGAINST = {
    Dated.YEAR,
    Dated.NEAR,
    Dated.DIFFERENT,
    Dated.YEAR_DIFFERENT,
    Placed.DIFFERENT,
}
LITTLE = {Dated.YEAR_ABOUT, Dated.YEAR_AND_FIRST, Dated.DAY_AND_MONTH, Placed.DISTRICT}


def of(weighed: Weighed) -> tuple[Reason, ...]:
    """Return what agrees and what does not, names first."""
    found = [*_of_names(weighed.named)] if weighed.named else []
    for part, code, words in (
        ("birth", weighed.dated, BIRTH),
        ("place", weighed.placed, PLACE),
    ):
        if code in words:
            agrees = None if code in LITTLE else code not in AGAINST
            found.append(Reason(part, code, words[code], agrees))
    found += [
        Reason(what, what, SHARED[what], agrees=True) for what in sorted(weighed.shared)
    ]
    if weighed.gender == "different":
        found.append(Reason("gender", "gender_different", GENDER, agrees=False))
    return tuple(found)


def _of_names(named: Named) -> Iterator[Reason]:
    # Names that are crossed have no part that can be laid beside the other's.
    for part, found, words in (
        ("given", named.given, GIVEN),
        ("family", named.family, FAMILY),
    ):
        if found.level is not None and named.order != Order.CROSSED:
            code = f"{part}_{Alike(found.level).name.lower()}"
            yield Reason(part, code, words[found.level], found.level > Alike.INITIAL)
    if named.order in ORDER:
        yield Reason("order", f"order_{named.order}", ORDER[named.order], None)
    if named.middle in MIDDLE:
        agrees = named.middle != "differ"
        yield Reason("middle", f"middle_{named.middle}", MIDDLE[named.middle], agrees)
