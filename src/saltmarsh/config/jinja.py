"""The Jinja environment: what every template may use.

Names: `url("desk:case", reference)`, `static("app.css")`, `language()`.
Filters: `day` (3 March 2026), `moment` (3 March 2026 at 2:15pm).
Texts: `{{ _("Text") }}`, `{{ _("Hello %(name)s", name=name) }}` and `{% trans %}`.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    Template,
    UndefinedError,
)
from jinja2.filters import do_indent
from markupsafe import Markup

from saltmarsh.design.timeline import draw_timeline


class Loud(ChainableUndefined):
    """An unknown name: harmless to test, an error to print."""

    def __str__(self) -> str:
        raise UndefinedError(f"the template prints {self._undefined_name!r}")

    __html__ = __str__


class Quick(Template):
    """A template that is imported without looking for globals of its own: there are
    none but the environment's, and looking took a tenth of a page's time.
    """

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module()


def indent(text: str, *args: Any, **kwargs: Any) -> str:
    """Do as Jinja's own filter does, without escaping each safe line once more."""
    indented = do_indent(str(text), *args, **kwargs)
    return Markup(indented) if isinstance(text, Markup) else indented  # noqa: S704


def url(name: str, *args: object) -> str:
    """Return the path of a named page, as `url("desk:case", case.reference)`."""
    return reverse(name, args=args) if args else fixed(name)


@lru_cache
def fixed(name: str) -> str:
    return reverse(name)


def text(message: str) -> str:
    """Return `message` in the language of the page."""
    return in_language(translation.get_language(), message)


# A page looks up some dozens, through the catalogues of every app.
@lru_cache(maxsize=8192)
def in_language(language: str | None, message: str) -> str:
    return gettext(message)


def language() -> str:
    """Return the code of the language the page is drawn in, as "en-gb"."""
    return translation.get_language() or settings.LANGUAGE_CODE


def local(when: date) -> date:
    """Return `when` as the clock in London shows it; a plain date is as it is."""
    if isinstance(when, datetime) and timezone.is_aware(when):
        return timezone.localtime(when)
    return when


def day(when: date | None) -> str:
    """Return a date in words, as "3 March 2026"; "" for none."""
    return formats.date_format(local(when), "j F Y") if when else ""


def moment(when: datetime | None) -> str:
    """Return a moment in words, as "3 March 2026 at 2:15pm"; "" for none."""
    if when is None:
        return ""
    here = timezone.localtime(when) if timezone.is_aware(when) else when
    clock = f"{here.hour % 12 or 12}:{here:%M}{'am' if here.hour < 12 else 'pm'}"
    return gettext("%(day)s at %(time)s") % {"day": day(here), "time": clock}


def environment(**options: Any) -> Environment:
    govuk = PrefixLoader(
        {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}
    )
    options["loader"] = ChoiceLoader([options["loader"], govuk])
    # GOV.UK macros test for parameters that callers may leave out.
    options["undefined"] = Loud
    options["extensions"] = [*options.get("extensions", []), "jinja2.ext.i18n"]
    env: Any = Environment(**options)  # noqa: S701 - Django turns autoescape on
    env.install_gettext_callables(
        text, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals |= {"url": url, "static": static, "language": language}
    env.globals["draw_timeline"] = draw_timeline
    env.filters |= {"day": day, "moment": moment, "indent": indent}
    env.template_class = Quick
    return env  # type: ignore[no-any-return]
