"""What a search found, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.identities.circumstances import Placed
from saltmarsh.casework.identities.rules import Band
from saltmarsh.casework.search.queries import Result

BANDS = {
    Band.PROBABLE: _("Probably the same person"),
    Band.POSSIBLE: _("Possibly the same person"),
    Band.WEAK: _("Little speaks for it"),
}
# A place is asked for by a part of an address.
PLACES = {Placed.STREET: _("the place is in the address")}


def row(found: Result) -> dict[str, Any]:
    """Return one line of the list."""
    said = [
        (PLACES.get(one.code, one.text), one.agrees)  # type: ignore[call-overload]
        for one in found.reasons
    ]
    return {
        "referral": found.referral,
        "name": " / ".join(str(name) for name in found.told.names),
        "birth": ", ".join(str(one) for one in found.told.births),
        "band": BANDS[found.band],
        "label": found.label.label,
        "agreeing": [words for words, agrees in said if agrees],
        "open": [words for words, agrees in said if agrees is None],
        "differing": [words for words, agrees in said if agrees is False],
    }
