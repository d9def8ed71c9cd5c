"""What pages say that is set in other rooms: how long, and whom to call."""

from typing import Any

from django.utils.translation import gettext as _

from saltmarsh.casework.referrals import queries as referrals
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.community.content import queries as content
from saltmarsh.foundation.documents import queries as documents
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import value_of


def facts_of(partnership: Partnership) -> dict[str, str]:
    """Return what is set elsewhere, {placeholder: text}."""
    return {
        "draft_minutes": str(value_of(partnership, referrals.IDLE_MINUTES)),
        "draft_days": str(value_of(partnership, referrals.SAVED_DAYS)),
    }


def documents_with(referral: Referral) -> int:
    """Return how many documents came with a referral: only a partner’s account takes
    any.
    """
    if referral.channel != referrals.BY_PARTNER:
        return 0
    return documents.how_many(referral.partnership, referral.pk)


def numbers(partnership: Partnership) -> list[dict[str, Any]]:
    """Return telephone numbers to call instead: [{title, number}], those that are set."""
    known = dict(content.facts_of(partnership, {}))
    titles = {
        "prevent_team_phone": _("Our team"),
        "act_early_number": _("ACT Early Support Line"),
        "anonymous_line": _("The anonymous anti-terrorist hotline"),
        "police_number": _("The police, when it is not an emergency"),
    }
    return [
        {"title": title, "number": known[name].text}
        for name, title in titles.items()
        if name in known
    ]
