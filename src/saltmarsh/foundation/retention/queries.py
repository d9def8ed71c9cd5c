"""The register of what is held: each app's `holdings.py`, gathered."""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.partnerships.queries import Setting
from saltmarsh.foundation.records import Holding

# Kept for so short a time that nobody has to decide it.
FIXED = frozenset({"one day"})


def register() -> list[Holding]:
    """Return every declared holding, in the order of the installed apps."""
    found: list[Holding] = []
    for app in apps.get_app_configs():
        if app.name.startswith("saltmarsh.") and module_has_submodule(
            app.module, "holdings"
        ):
            found += import_module(f"{app.name}.holdings").HOLDINGS
    return found


def periods() -> list[Setting]:
    """Return one setting for each period of the register: how many months.

    None has a default. An authority sets each before it opens the service.
    """
    names = dict.fromkeys(one.kept for one in register() if one.about and one.kept)
    return [period(name) for name in names if name not in FIXED]


def period(name: str) -> Setting:
    return Setting(
        key=f"retention.{slugify(name)}",
        title=name[0].upper() + name[1:],
        kind="months",
        hint=_("In months. No default: your authority sets it."),
    )
