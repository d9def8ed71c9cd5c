"""What the partnership says before the form."""

from django.utils.translation import get_language

from saltmarsh.community.content import queries as content
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.web.facts import facts_of


def before_you_start(partnership: Partnership) -> content.Shown:
    """Return the page of content that stands before the form."""
    facts = facts_of(partnership)
    return content.shown(partnership, "refer", get_language() or "en", facts)
