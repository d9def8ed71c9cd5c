"""How matches are banded, and what a search must be given. Plain values."""

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.identities.profiles import profile

# In bits: how much more likely one person than two. Source: MATCHING, scoring lessons.
PROBABLE_FROM, POSSIBLE_FROM = 2.0, 0.0


class Band(TextChoices):
    """How surely two identities are one person's. It is no verdict: a person decides."""

    PROBABLE = "probable", gettext_lazy("Probable")
    POSSIBLE = "possible", gettext_lazy("Possible")
    WEAK = "weak", gettext_lazy("Weak")


class Label(TextChoices):
    """What a person must know who looks at a match."""

    NONE = "none", ""
    HOUSEHOLD = (
        "household",
        gettext_lazy("Another first name at the same address: perhaps a relative"),
    )
    TWIN = (
        "twin",
        gettext_lazy("Another first name and the same birthday: perhaps a twin"),
    )


def band(posterior: float) -> Band:
    """Return the band of a posterior, in bits."""
    if posterior >= PROBABLE_FROM:
        return Band.PROBABLE
    return Band.POSSIBLE if posterior >= POSSIBLE_FROM else Band.WEAK


def barriers_to_search(told: Told) -> list[str]:
    """Return why `told` is not enough to look for; empty when it is.

    One name alone has no key in the index: only the scan of all finds it.
    """
    asked = profile(told)
    reached = asked.phones or asked.emails or asked.online
    if not (asked.readings or asked.births or asked.places or reached):
        return [_("Enter a name, a postcode, a telephone number or an email address")]
    words = max((len(name.words) for name in asked.readings), default=0)
    placed = any(home.postcode for home in asked.places)
    if words > 1 or reached or placed or (words and asked.births):
        return []
    if any(birth.year and birth.month and birth.day for birth in asked.births):
        return []
    return [_("Add one more fact: a second name, or about which year they were born")]
