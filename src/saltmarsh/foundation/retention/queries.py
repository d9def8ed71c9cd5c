"""The register of what is held: each app's `holdings.py`, gathered."""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from saltmarsh.foundation.records import Holding


def register() -> list[Holding]:
    """Return every declared holding, in the order of the installed apps."""
    found: list[Holding] = []
    for app in apps.get_app_configs():
        if app.name.startswith("saltmarsh.") and module_has_submodule(
            app.module, "holdings"
        ):
            found += import_module(f"{app.name}.holdings").HOLDINGS
    return found
