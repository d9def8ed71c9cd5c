"""What a search must be given. Plain values."""

import re

from django.utils.translation import gettext as _

from saltmarsh.casework.identities.facts import Birth, Home, Name, Told
from saltmarsh.casework.search.lifecycle import Purpose

POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?\s*[0-9][A-Z]{2}")


def asked(
    name: str = "",
    year: int | None = None,
    place: str = "",
    phone: str = "",
    **more: str,
) -> Told:
    """Return the identity that is looked for, as it was asked.

    year: about the year of birth. place: a postcode, or any part of an address.
    more: email.
    """
    email = more.get("email", "")
    return Told(
        names=(Name(name),) if name else (),
        births=(Birth(year=year, certainty="about"),) if year else (),
        homes=(home(place),) if place else (),
        phones=(phone,) if phone else (),
        emails=(email,) if email else (),
    )


def home(place: str) -> Home:
    written = place.strip().upper()
    if POSTCODE.fullmatch(written):
        return Home(postcode=written)
    return Home(lines=place)


def barriers_to_purpose(purpose: str, reason: str) -> list[str]:
    """Return why a purpose will not do: another one than the usual is said in words."""
    if purpose == Purpose.OTHER and not reason.strip():
        return [_("Enter what the search is for")]
    return []


def can_be_scanned(told: Told) -> bool:
    """Tell whether every record can be compared with it: with a name, or a place."""
    return bool(told.names or told.homes)
