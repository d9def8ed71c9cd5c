"""What the pages say that is set in another room."""

from saltmarsh.casework.referrals import queries as referrals
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import value_of


def facts_of(partnership: Partnership) -> dict[str, str]:
    """Return what is set elsewhere, {placeholder: text}."""
    return {
        "draft_minutes": str(value_of(partnership, referrals.IDLE_MINUTES)),
        "draft_days": str(value_of(partnership, referrals.SAVED_DAYS)),
    }
