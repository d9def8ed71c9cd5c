from functools import lru_cache

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import trans_real


class Design(AppConfig):
    name = "saltmarsh.design"

    def ready(self) -> None:
        """Let each language remember what it was asked for. A page asks for some
        hundred texts, each of which Django looks up in five catalogues in turn.
        """
        for code, _ in settings.LANGUAGES:
            known = trans_real.translation(code)
            known.gettext = lru_cache(maxsize=8192)(known.gettext)  # type: ignore[method-assign]
