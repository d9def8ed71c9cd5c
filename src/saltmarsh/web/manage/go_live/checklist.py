"""The go-live list of a partnership, put together from what each room knows."""

from dataclasses import dataclass
from typing import Any

from saltmarsh.casework.desks import queries as desks
from saltmarsh.community.content import queries as content
from saltmarsh.community.content import shipped
from saltmarsh.community.content.models import Confirmation
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of
from saltmarsh.foundation.retention import queries as retention


@dataclass(frozen=True)
class Item:
    """Something to check. key: its permanent name. by: who has, when anybody has."""

    key: str
    title: Any
    why: Any
    by: Confirmation | None

    @property
    def is_done(self) -> bool:
        return self.by is not None


@dataclass(frozen=True)
class Checklist:
    """barriers: why nobody would receive a referral. checks: what a person confirms.
    numbers: settings of the pages that nobody has set or confirmed. periods: those
    that are not set.
    """

    barriers: list[str]
    checks: list[Item]
    numbers: list[Item]
    periods: list[Setting]

    @property
    def left(self) -> int:
        """How many points are open."""
        open_items = [one for one in (*self.checks, *self.numbers) if not one.is_done]
        return len(self.barriers) + len(open_items) + len(self.periods)


def items() -> set[str]:
    """Return the key of every item that a person may confirm."""
    keys = {check.key for check in shipped.checks()}
    return keys | {
        one.setting.key for one in shipped.placeholders() if one.on_checklist
    }


def checklist(partnership: Partnership) -> Checklist:
    """Return the list as it stands."""
    standing = partnership.confirmations.standing().select_related("by")
    held = {one.item: one for one in standing}
    return Checklist(
        barriers=desks.barriers_to_publishing(partnership),
        checks=[
            Item(one.key, one.title, one.why, held.get(one.key))
            for one in shipped.checks()
        ],
        numbers=[
            Item(
                one.setting.key,
                one.setting.title,
                value_of(partnership, one.setting),
                held.get(one.setting.key),
            )
            for one in content.unset(partnership)
        ],
        periods=[
            period
            for period in retention.periods()
            if not value_of(partnership, period)
        ],
    )
