from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from saltmarsh.design.dates import today
from saltmarsh.design.fields import DateInput
from saltmarsh.design.forms import Form
from tests.design.drawn import by_id, described, fieldset, labelled, legend


class Days(Form):
    on = DateInput(
        "When did it happen?",
        missing="Enter the date it happened",
        called="The date it happened",
        hint="For example, 27 3 2026",
    )


def posted(day, month, year):
    return {"on-day": day, "on-month": month, "on-year": year}


def said(*parts):
    form = Days(posted(*parts))
    return form.errors.get("on", [None])[0] or form.cleaned_data["on"]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("", "", ""), "Enter the date it happened"),
        (("", "3", "2026"), "The date it happened must include a day"),
        (("3", "", "2026"), "The date it happened must include a month"),
        (("3", "3", ""), "The date it happened must include a year"),
        (("", "", "2026"), "The date it happened must include a day and month"),
        (("", "3", ""), "The date it happened must include a day and year"),
        (("3", "", ""), "The date it happened must include a month and year"),
        (("3", "3", "26"), "Year must include 4 numbers"),
        (("3", "3", "0000"), "Year must include 4 numbers"),
        (("3", "3", "2O26"), "Year must include 4 numbers"),
        (("31", "2", "2026"), "The date it happened must be a real date"),
        (("x", "ma", "2026"), "The date it happened must be a real date"),
        (("3", "13", "2026"), "The date it happened must be a real date"),
    ],
)
def test_what_is_wrong_with_a_date_is_said(parts, message):
    assert said(*parts) == message


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_real_date_is_read(on):
    assert said(str(on.day), str(on.month), str(on.year)) == on
    assert said(f"0{on.day}"[-2:], f"{on:%B}", str(on.year)) == on
    assert said(str(on.day), f"{on:%b}".upper(), str(on.year)) == on


@settings(deadline=None)  # it draws the page each time
@given(st.tuples(*[st.text(max_size=8)] * 3))
def test_anything_typed_is_read_or_kept_with_a_message(parts):
    form = Days(posted(*parts))

    assert form.is_valid() == isinstance(form.cleaned_data.get("on"), date)
    typed = [by_id(form["on"], f"id_on-{part}") for part in ("day", "month", "year")]
    assert all(node.tag == "input" for node in typed)


def test_a_date_has_its_legend_labels_hint_and_error_wired():
    html = str(Days(posted("3", "", "2026"))["on"])

    assert legend(html) == "When did it happen?"
    assert described(html, fieldset(html)) == [
        "For example, 27 3 2026",
        "Error: The date it happened must include a month",
    ]
    assert labelled(html, "id_on-month") == ["Month"]


def test_the_error_leads_to_the_box_that_is_wrong():
    form = Days(posted("3", "", "2026"))

    assert [error["href"] for error in form.error_list()] == ["#id_on-month"]
    html = str(form["on"])
    assert "govuk-input--error" in by_id(html, "id_on-month").get("class")
    assert "govuk-input--error" not in by_id(html, "id_on-day").get("class")


def test_an_unanswered_date_leads_to_its_first_box():
    form = Days({})

    assert [error["href"] for error in form.error_list()] == ["#id_on-day"]
    assert form["on"].error_id == "id_on-day"
    assert Days()["on"].error_id == "id_on-day"


def test_what_was_typed_stays_in_the_boxes():
    html = str(Days(posted("31", "x", "2026"))["on"])

    assert by_id(html, "id_on-month").get("value") == "x"
    assert by_id(html, "id_on-year").get("value") == "2026"


def test_a_date_may_be_filled_in_already():
    form = Days(initial={"on": date(2026, 3, 9)})

    assert by_id(form["on"], "id_on-day").get("value") == "9"


@pytest.mark.parametrize(
    ("bounds", "away", "message"),
    [
        ({"latest": today}, 1, "The date must be today or in the past"),
        ({"earliest": today}, -1, "The date must be today or in the future"),
        ({"latest": today}, 0, None),
        ({"earliest": today}, 0, None),
    ],
)
def test_a_date_keeps_to_today(bounds, away, message):
    class Bound(Form):
        on = DateInput("When?", missing="Enter when", **bounds)

    on = timezone.localdate() + timedelta(days=away)
    form = Bound(posted(on.day, on.month, on.year))

    assert form.errors.get("on", [None])[0] == message


def test_a_date_keeps_to_its_bounds():
    class Bound(Form):
        on = DateInput(
            "When?",
            missing="Enter when",
            earliest=date(2026, 1, 1),
            latest=date(2026, 12, 31),
        )

    assert Bound(posted(31, 12, 2025)).errors["on"] == [
        "The date must be the same as or after 1 January 2026"
    ]
    assert Bound(posted(1, 1, 2027)).errors["on"] == [
        "The date must be the same as or before 31 December 2026"
    ]


def test_an_optional_date_may_be_left_out():
    class Optional(Form):
        born = DateInput("Date of birth", required=False, birthday=True)

    form = Optional({})

    assert form.is_valid()
    assert form.cleaned_data["born"] is None
    assert by_id(form["born"], "id_born-day").get("autocomplete") == "bday-day"


def test_a_date_knows_whether_it_changed():
    before = {"on": date(2026, 3, 9)}

    assert not Days(posted("9", "3", "2026"), initial=before).has_changed()
    assert Days(posted("10", "3", "2026"), initial=before).has_changed()


def test_a_date_that_was_not_on_the_page_is_known():
    widget = Days.base_fields["on"].widget

    assert widget.value_omitted_from_data({}, {}, "on")
    assert not widget.value_omitted_from_data({"on-day": ""}, {}, "on")
