"""What the partnership says around the form: the page before it, and whom to call."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saltmarsh.casework.referrals.queries import IDLE_MINUTES, SAVED_DAYS
from saltmarsh.community.content import queries as content
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import value_of


def before_you_start(partnership: Partnership) -> content.Shown:
    """Return the page of content that stands before the form."""
    facts = {
        "draft_minutes": str(value_of(partnership, IDLE_MINUTES)),
        "draft_days": str(value_of(partnership, SAVED_DAYS)),
    }
    return content.shown(partnership, "refer", get_language() or "en", facts)


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
