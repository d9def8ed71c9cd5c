from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import timezone, translation
from jinja2 import UndefinedError


def drawn(source, **context):
    return engines["jinja2"].from_string(source).render(context)


def test_an_unknown_name_may_be_tested_but_not_printed():
    assert drawn("{% if person.name %}known{% else %}unknown{% endif %}") == "unknown"

    with pytest.raises(UndefinedError, match="person"):
        drawn("{{ person }}")


def test_what_is_printed_is_escaped():
    assert drawn("{{ text }}", text="<b>") == "&lt;b&gt;"
    assert drawn('{{ _("Page %(number)s", number=text) }}', text="<b>") == (
        "Page &lt;b&gt;"
    )


def test_a_page_is_drawn_in_the_language_of_its_reader():
    with translation.override("cy"):
        assert drawn("{{ language() }}") == "cy"

    assert drawn("{{ language() }}") == "en-gb"


def test_a_static_file_has_its_address():
    assert drawn("{{ static('app.css') }}").startswith("/static/app")


def test_a_page_is_found_by_its_name():
    with pytest.raises(Exception, match="no such page"):
        drawn("{{ url('no such page') }}")


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 3, 3), "3 March 2026"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026"),
        (None, ""),
    ],
)
def test_a_day_is_said_in_words_as_in_london(when, said):
    assert drawn("{{ when | day }}", when=when) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 3, 3, 14, 15, tzinfo=UTC), "3 March 2026 at 2:15pm"),
        (datetime(2026, 7, 3, 23, 5, tzinfo=UTC), "4 July 2026 at 12:05am"),
        (
            timezone.make_naive(datetime(2026, 3, 3, 12, tzinfo=UTC)),
            "3 March 2026 at 12:00pm",
        ),
        (None, ""),
    ],
)
def test_a_moment_is_said_in_words_as_in_london(when, said):
    assert drawn("{{ when | moment }}", when=when) == said


def test_indented_lines_stay_as_safe_as_they_were():
    assert drawn("{{ told | indent }}", told="a\n<b>") == "a\n    &lt;b&gt;"
    assert drawn("{{ told | safe | indent }}", told="a\n<b>") == "a\n    <b>"


def test_a_date_or_a_moment_is_said_to_machines_as_well():
    noon = datetime(2026, 7, 1, 11, 0, 0, 5, tzinfo=UTC)

    assert drawn("{{ when | stamped }}", when=noon) == (
        '<time datetime="2026-07-01T11:00:00+00:00">1 July 2026 at 12:00pm</time>'
    )
    assert drawn("{{ when | stamped }}", when=noon.date()) == (
        '<time datetime="2026-07-01">1 July 2026</time>'
    )
    assert drawn("{{ when | stamped }}", when=None) == ""
