"""The Jinja environment: what every template may use.

Names: `url("desk:case", reference)`, `static("app.css")`, `language()`.
Filters: `day` (3 March 2026), `moment` (3 March 2026 at 2:15pm), and `stamped`, either
of them as a <time>.
Texts: `{{ _("Text") }}`, `{{ _("Hello %(name)s", name=name) }}` and `{% trans %}`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags import static as files
from django.utils import formats, timezone, translation
from django.utils.translation import (
    gettext,
    gettext_noop,
    ngettext,
    npgettext,
    pgettext,
)
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    PrefixLoader,
    UndefinedError,
)
from jinja2.filters import do_indent
from markupsafe import Markup

from saltmarsh.design import macros
from saltmarsh.design.addresses import url
from saltmarsh.design.kept import kept
from saltmarsh.design.quick import QuickEnvironment, current_language
from saltmarsh.design.timeline import draw_timeline


class Loud(ChainableUndefined):
    """An unknown name: harmless to test, an error to print."""

    def __str__(self) -> str:
        raise UndefinedError(f"the template prints {self._undefined_name!r}")

    __html__ = __str__


def indent(text: str, *args: Any, **kwargs: Any) -> str:
    """Do as Jinja's own filter does, without escaping each safe line once more."""
    indented = do_indent(str(text), *args, **kwargs)
    return Markup(indented) if isinstance(text, Markup) else indented  # noqa: S704


def text(message: str, **values: Any) -> Markup:
    """Return `message` in the language of the page, with `values` escaped in it."""
    language = current_language()
    if values:
        return in_language(language, message) % values
    return whole(language, message)


# A page looks up some dozens, through the catalogues of every app. Both remember the
# product's own texts alone: values are put into them afterwards.
@lru_cache(maxsize=8192)
def in_language(language: str | None, message: str) -> Markup:
    return Markup(gettext(message))  # noqa: S704 - a text of the catalogues


@lru_cache(maxsize=8192)
def whole(language: str | None, message: str) -> Markup:
    return in_language(language, message) % {}


def static(path: str) -> str:
    """Return the address of a static file, which stays while a process runs."""
    return files.static(path) if settings.DEBUG else static_address(path)


@lru_cache(maxsize=256)
def static_address(path: str) -> str:
    return files.static(path)


def language() -> str:
    """Return the code of the language the page is drawn in, as "en-gb"."""
    return translation.get_language() or settings.LANGUAGE_CODE


def local(when: date) -> date:
    """Return `when` as the clock in London shows it; a plain date is as it is."""
    if isinstance(when, datetime) and when.tzinfo is not None:
        return when.astimezone(timezone.get_default_timezone())
    return when


def day(when: date | None) -> str:
    """Return a date in words, as "3 March 2026"; "" for none."""
    if not when:
        return ""
    on = local(when)
    return day_in_words(current_language(), on.year, on.month, on.day)


@lru_cache(maxsize=4096)
def day_in_words(language: str | None, *on: int) -> str:
    return formats.date_format(date(*on), "j F Y")


def moment(when: datetime | None) -> str:
    """Return a moment in words, as "3 March 2026 at 2:15pm"; "" for none."""
    if when is None:
        return ""
    here: Any = local(when)
    on = (here.year, here.month, here.day, here.hour, here.minute)
    return moment_in_words(current_language(), *on)


@lru_cache(maxsize=8192)
def moment_in_words(language: str | None, *on: int) -> str:
    *day, hour, minute = on
    clock = f"{hour % 12 or 12}:{minute:02}{'am' if hour < 12 else 'pm'}"
    words: str = in_language(language, gettext_noop("%(day)s at %(time)s"))
    return str(words) % {"day": day_in_words(language, *day), "time": clock}


def stamped(when: date | None) -> Markup:
    """Return a date or a moment in words, as a <time>; "" for none."""
    if not when:
        return Markup("")
    if isinstance(when, datetime):
        machine, words = when.isoformat(timespec="seconds"), moment(when)
    else:
        machine, words = when.isoformat(), day(when)
    return Markup(f'<time datetime="{machine}">{words}</time>')  # noqa: S704 - no input


def have_actions(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether a row of a list has an action. Most rows lack the very key, which
    Jinja answers with a new object each time.
    """
    return any(row.get("actions") for row in rows)


def environment(**options: Any) -> Environment:
    govuk = PrefixLoader({"govuk_frontend_jinja": macros.Lean("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], govuk])
    # GOV.UK macros test for parameters that callers may leave out.
    options["undefined"] = Loud
    options["extensions"] = [*options.get("extensions", []), "jinja2.ext.i18n"]
    env: Any = QuickEnvironment(**options)
    env.install_gettext_callables(
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals |= {
        "gettext": text,
        "_": text,
        "url": url,
        "drawn_once": kept,
        "static": static,
        "language": language,
    }
    env.globals |= {
        "draw_timeline": draw_timeline,
        "have_actions": have_actions,
        "govukAttributes": macros.attributes,
    }
    env.filters |= {"day": day, "moment": moment, "stamped": stamped, "indent": indent}
    return env  # type: ignore[no-any-return]
