"""Every kind of question, drawn and read back."""

import html5lib
import pytest
from django.http import QueryDict

from saltmarsh.casework.referrals import answers as journey
from saltmarsh.casework.referrals.schema import Depth, Kind, Page
from saltmarsh.web.questions.forms import PageForm
from tests.factories.casework import SHIPPED

PROFESSIONAL = {"part_of_job": "yes"}
QUESTIONS = list(SHIPPED.questions.values())
ADDRESS = {"line_1": "1 The Quay", "postcode": "CO1"}


def of_kind(kind, **wanted):
    return next(
        question
        for question in QUESTIONS
        if question.kind == kind
        and all(getattr(question, name) == value for name, value in wanted.items())
    )


def page_with(*questions, **values):
    return Page("page", questions[0].text, "person", questions=questions, **values)


def bound(page, posted, told=None):
    data = QueryDict(mutable=True)
    for name, value in posted.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return PageForm(data, page=page, told=told or {})


def drawn(form):
    groups = list(form.groups())
    html = "".join(str(field) for group in groups for field in group.fields)
    return html5lib.parse(html, namespaceHTMLElements=False)


def names(tree):
    found = (field.get("name") for field in tree.iter() if field.get("name"))
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("page", SHIPPED.pages, ids=lambda page: page.slug)
def test_a_page_draws_every_input_it_reads_and_no_other(page):
    form = PageForm(page=page, told={})

    assert sorted(names(drawn(form))) == sorted(page.inputs)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_shows_what_was_answered(kind):
    question = of_kind(kind, **({"exact": False} if kind == Kind.DATE else {}))
    answer = {
        Kind.DATE: {"day": 3, "month": 4, "year": 2019, "certainty": "about"},
        Kind.ADDRESS: ADDRESS,
        Kind.AGE: 14,
        Kind.EMAIL: "kim@school.example",
        Kind.PHONE: "01632 960 001",
        Kind.TEXT: "Robin",
        Kind.LONG_TEXT: "One\nTwo",
    }.get(kind) or next(iter(question.labels))
    answer = [answer] if kind == Kind.CHOICES else answer
    page = page_with(question)
    told = {question.name: answer}

    tree = drawn(PageForm(page=page, told=told))

    posted = {}
    for field in tree.iter():
        is_off = (
            field.get("type") in ("radio", "checkbox") and "checked" not in field.attrib
        )
        if field.get("name") and not is_off:
            text = field.get("value") if field.tag == "input" else field.text
            posted[field.get("name")] = text or ""
    form = bound(page, posted)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == told


def test_what_was_typed_wrongly_is_kept_beside_its_error():
    page = page_with(of_kind(Kind.EMAIL), of_kind(Kind.DATE, exact=False))
    email, date = page.questions

    form = bound(page, {email.name: "kim@", f"{date.name}-day": "40"})

    assert not form.is_valid()
    assert [error["href"] for error in form.error_list()] == [
        f"#id_{email.name}",
        f"#id_{date.name}-day",
    ]
    values = [field.get("value") for field in drawn(form).iter()]
    assert "kim@" in values
    assert "40" in values


def test_an_error_of_an_address_stands_at_its_first_line():
    question = of_kind(Kind.ADDRESS)
    page = page_with(question)

    form = bound(page, {f"{question.name}-postcode": "X" * 99})

    assert not form.is_valid()
    (error,) = form.error_list()
    assert error["href"] == f"#id_{question.name}-line_1"


def test_what_must_be_answered_says_so():
    page = SHIPPED.page("worry")

    form = bound(page, {"worry": ""})

    assert not form.is_valid()
    (error,) = form.error_list()
    assert error["text"] == str(SHIPPED.questions["worry"].missing)


def test_where_one_of_several_is_enough_none_is_marked_optional():
    page = SHIPPED.page("how-to-reply")

    groups = list(PageForm(page=page, told={}).groups())

    assert not [group for group in groups if "optional" in group.legend]
    assert "(optional)" not in "".join(str(g.fields[0]) for g in groups)


@pytest.mark.parametrize(
    ("slug", "is_headed", "asks_its_title"),
    [
        ("worry", True, True),
        ("when", True, True),
        ("anonymous", False, True),
        ("person", False, False),
        ("emergency-now", False, False),
    ],
)
def test_a_question_is_the_heading_unless_something_stands_above_it(
    slug, is_headed, asks_its_title
):
    form = PageForm(page=SHIPPED.page(slug), told={})

    assert (form.is_headed, form.asks_its_title) == (is_headed, asks_its_title)


def test_a_page_for_reading_alone_is_answered_by_going_on():
    told = {"immediate_danger": "yes"}
    page = journey.page(SHIPPED, told, Depth.PUBLIC, "emergency-now")

    form = bound(page, {})

    assert form.is_valid()
    assert form.cleaned_data == {}
