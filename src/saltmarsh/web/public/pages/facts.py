"""What the pages say that is set in another room."""

from saltmarsh.foundation.partnerships.models import Partnership


def facts_of(partnership: Partnership) -> dict[str, str]:
    """Return what is set elsewhere, {placeholder: text}."""
    return {}
