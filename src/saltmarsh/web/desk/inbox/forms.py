from dataclasses import fields
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.inbox.queries import NEEDS, Criteria, Sight
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.design.fields import Select
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership

ALL = _("All")
DUE = [
    ("overdue", _("Overdue")),
    ("today", _("In the next day")),
    ("week", _("In the next 7 days")),
]
OWNERS = [("me", _("You")), ("nobody", _("Nobody"))]


@lru_cache
def in_words(language: str | None) -> dict[str, list[tuple[str, str]]]:
    """Return the choices that are the same for everybody, translated once."""
    every: dict[str, Any] = {
        "stage": [each for each in Stage.choices if each[0] != Stage.QUARANTINED],
        "owner": OWNERS,
        "due": DUE,
        "need": [each for each in NEEDS.items() if each[0] != "quarantine"],
    }
    return {
        name: [(str(code), str(words)) for code, words in choices]
        for name, choices in every.items()
    }


class FilterForm(Form):
    """What the inbox is filtered by. Each question may be left open."""

    stage = Select(_("Stage"), required=False, mark_optional=False, blank=_("All open"))
    owner = Select(_("Owner"), required=False, mark_optional=False, blank=ALL)
    team = Select(_("Team"), required=False, mark_optional=False, blank=ALL)
    due = Select(_("Due"), required=False, mark_optional=False, blank=ALL)
    need = Select(_("In need of"), required=False, mark_optional=False, blank=ALL)

    def __init__(
        self, data: Any, *, seen: Sight, owners: list[Membership], **kwargs: Any
    ):
        super().__init__(data, **kwargs)
        fixed = in_words(get_language())
        people = [(str(each.pk), str(each)) for each in owners]
        offered = fixed | {
            "owner": fixed["owner"] + people,
            "team": [(str(key), name) for key, name in seen.teams.items()],
        }
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = choices

    def criteria(self) -> Criteria:
        """Return what is asked for; what cannot be is left out."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return Criteria(
            **{each.name: given.get(each.name, "") for each in fields(Criteria)}
        )

    def in_words(self, criteria: dict[str, str]) -> str:
        """Return a filter in words: what a saved one is called."""
        words = []
        for name, code in criteria.items():
            field: Any = self.fields.get(name)
            labels = dict(field.choices) if field else {}
            words.append(f"{field.label}: {labels.get(code, code)}" if field else "")
        return ", ".join(word for word in words if word)
