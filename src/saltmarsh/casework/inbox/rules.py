from django.utils.translation import gettext as _

MOST_FILTERS = 12


def barriers_to_saving(*, kept: int, criteria: dict[str, str]) -> list[str]:
    """Return why a filter cannot be saved; empty when it can."""
    found = []
    if not criteria:
        found.append(_("Choose at least one filter to save"))
    if kept >= MOST_FILTERS:
        found.append(_("You have 12 saved filters. Remove one first"))
    return found
