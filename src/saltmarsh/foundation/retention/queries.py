"""The register of what is held: each app's `holdings.py`, gathered."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.partnerships.queries import Setting
from saltmarsh.foundation.records import Holding, Period
from saltmarsh.foundation.retention import rules

# Kept for so short a time that nobody has to decide it.
FIXED = frozenset({"one day"})


def declared() -> Iterator[ModuleType]:
    """Yield each app's `holdings.py`, in the order of the installed apps."""
    for app in apps.get_app_configs():
        if app.name.startswith("saltmarsh.") and module_has_submodule(
            app.module, "holdings"
        ):
            yield import_module(f"{app.name}.holdings")


def register() -> list[Holding]:
    """Return every declared holding."""
    return [holding for module in declared() for holding in module.HOLDINGS]


def schedules() -> dict[str, list[Period]]:
    """Return the names that have several periods: {kept: its periods}."""
    found: dict[str, list[Period]] = {}
    for module in declared():
        found |= getattr(module, "SCHEDULES", {})
    return found


def periods() -> list[Setting]:
    """Return one setting for each period of the register: how many months.

    None has a default. An authority sets each before it opens the service.
    """
    names = dict.fromkeys(one.kept for one in register() if one.about and one.kept)
    kept = [name for name in names if name not in FIXED]
    return [setting for name in kept for setting in settings_of(name)]


def settings_of(name: str) -> list[Setting]:
    """Return the settings that say how long is what is `kept` under `name`."""
    parts = schedules().get(name)
    if parts is None:
        return [setting(key_of(name), name[0].upper() + name[1:])]
    return [setting(key_of(name, one.key), one.title, one.hint) for one in parts]


def key_of(name: str, part: str = "") -> str:
    return f"retention.{slugify(name)}" + (f".{part}" if part else "")


def setting(key: str, title: Any, hint: Any = "") -> Setting:
    default = _("In months. No default: your authority sets it.")
    return Setting(key=key, title=title, kind="months", hint=hint or default)


def too_long(months: Mapping[str, int | str]) -> dict[str, str]:
    """Return which of the periods may not be as long as they are: {key: why}."""
    limits = [
        (key_of(name, one.key), key_of(name, other.key), other.title)
        for name, parts in schedules().items()
        for one in parts
        for other in parts
        if other.key in one.no_longer_than
    ]
    return rules.barriers_to_periods(months, limits)
