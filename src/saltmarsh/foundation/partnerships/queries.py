"""What a partnership has set."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from saltmarsh.foundation.partnerships.models import Partnership


@dataclass(frozen=True)
class Setting:
    """Something that an authority decides, with what holds until it does.

    key: its permanent name, "clock.acknowledge". kind: "text", "number", "link",
    "phone", "email", "yes_no" or "choice". is_verified: whether the default was read at its source;
    an unverified one is on the go-live checklist.
    """

    key: str
    title: str | Promise
    default: Any = ""
    kind: str = "text"
    hint: str | Promise = ""
    is_verified: bool = False


def value_of(partnership: Partnership, setting: Setting) -> Any:
    """Return what `partnership` has set, or the default."""
    return partnership.settings.get(setting.key, setting.default)


def every() -> list[Partnership]:
    """Return all partnerships, for what an operator or a worker does for each."""
    return list(Partnership.objects.order_by("created_at"))
