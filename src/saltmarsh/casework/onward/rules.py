from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _


def barriers(service: Mapping[str, str], *, chase_on: date, today: date) -> list[str]:
    """Return why this service cannot be asked; empty when it can."""
    found = []
    if not service["name"].strip():
        found.append(_("Name the service"))
    if not service["contact"].strip():
        found.append(_("Say how the service is reached"))
    if chase_on <= today:
        found.append(_("The day to chase the answer must be in the future"))
    return found
