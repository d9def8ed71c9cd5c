from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.closing.rules import HEADINGS
from saltmarsh.casework.exits import rules
from saltmarsh.casework.exits.lifecycle import CLOSING, MONTHS, REVIEWING
from tests.casework.exits.closed import REASONS, closing


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
        (date(2026, 6, 15), 24, date(2028, 6, 15)),
    ],
)
def test_months_after_end_where_a_month_is_short(day, months, due):
    assert rules.months_after(day, months) == due


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(1, 24))
def test_months_after_lands_in_the_right_month_and_never_on_a_later_day(day, months):
    due = rules.months_after(day, months)

    assert (due.year - day.year) * 12 + due.month - day.month == months
    assert due.day <= day.day
    assert due.day == day.day or rules.months_after(due, 0).replace(day=due.day) == due


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 24))
def test_a_later_closure_is_never_reviewed_earlier(day, months):
    following = date.fromordinal(day.toordinal() + 1)

    assert rules.months_after(day, months) <= rules.months_after(following, months)


def test_only_6_and_12_months_ship():
    assert MONTHS == (6, 12)


@pytest.mark.parametrize("key", HEADINGS)
def test_every_heading_needs_its_reason(key):
    given = closing(reasons=REASONS | {key: " "})

    found = rules.barriers_to_closing(given, has_open_work=False, is_asked=False)

    assert found == [f"Enter your reasons under “{HEADINGS[key]}”"]


@pytest.mark.parametrize(("words", "count"), [("", 1), (" ", 1), ("Not ours.", 0)])
def test_open_work_is_explained(words, count):
    found = rules.barriers_to_closing(
        closing(open_work=words), has_open_work=True, is_asked=False
    )

    assert len(found) == count


def test_nobody_asks_twice():
    found = rules.barriers_to_closing(closing(), has_open_work=False, is_asked=True)

    assert found == ["Somebody has asked to close it already"]


def test_a_review_says_why():
    assert rules.barriers_to_reviewing(reasons=" ")
    assert not rules.barriers_to_reviewing(reasons="Calm.")


def test_what_was_answered_is_not_answered_again():
    for lifecycle in (CLOSING, REVIEWING):
        assert all(move.sources == {lifecycle.starts_at} for move in lifecycle.moves)


def test_what_is_undecided_stands_in_the_way():
    free = {"has_open_work": False, "is_asked": False}

    [found] = rules.barriers_to_closing(closing(), **free, undecided=1)

    assert "Decide first" in found


@pytest.mark.parametrize(
    ("months", "count"), [(18, 0), (24, 0), (12, 1), (25, 1), (6, 1), (36, 1)]
)
def test_reviews_are_extended_beyond_a_year_and_up_to_two(months, count):
    found = rules.barriers_to_extending(
        months, planned=[], is_closed=True, reasons="He may move home."
    )

    assert len(found) == count


def test_an_extension_is_of_a_closed_case_once_and_with_reasons():
    found = rules.barriers_to_extending(
        18, planned=[6, 12, 18], is_closed=False, reasons=" "
    )

    assert len(found) == 3


def test_work_that_was_opened_since_is_in_the_second_persons_way_unless_explained():
    assert rules.barriers_to_confirming(has_open_work=True, is_explained=False)
    assert not rules.barriers_to_confirming(has_open_work=True, is_explained=True)
    assert not rules.barriers_to_confirming(has_open_work=False, is_explained=False)


def test_whom_an_open_complaint_is_about_does_not_close_the_case():
    [found] = rules.barriers_of_complaint(is_about_them=True)

    assert "complaint" not in found
    assert not rules.barriers_of_complaint(is_about_them=False)


def test_a_closure_never_says_that_another_panel_has_the_case():
    transferred = closing(code="transferred")

    found = rules.barriers_to_closing(transferred, has_open_work=False, is_asked=False)

    assert found == ["Only the panel that accepts a transfer ends the case here"]
