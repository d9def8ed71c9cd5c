from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.meetings import rules
from saltmarsh.casework.meetings.lifecycle import Side, State, Unit
from saltmarsh.casework.meetings.rules import Home, Room

FULL = Room("Head of safety, Council", {"Marsh Police": "Sgt T. Weir"})
HOME = Home("Marsh Police")


def test_with_the_authority_in_the_chair_and_the_force_of_the_home_a_person_is_discussed():
    assert rules.barriers_to_discussing(FULL, HOME) == []


@pytest.mark.parametrize(
    ("room", "home", "said"),
    [
        (Room("", FULL.police), HOME, "Nobody of the local authority is in the chair"),
        (Room(FULL.chair), HOME, "Nobody attends for Marsh Police"),
        (FULL, Home("Fell Police"), "Nobody attends for Fell Police"),
        (FULL, Home(), "Record which police force"),
        (FULL, Home("Marsh Police", is_known=False), "Enter why this force"),
    ],
)
def test_without_one_of_them_section_37_stands_in_the_way(room, home, said):
    [why] = rules.barriers_to_discussing(room, home)

    assert why.startswith(said)


def test_a_home_that_is_not_known_is_placed_with_a_reason():
    home = Home("Marsh Police", is_known=False, why="Last seen there.")

    assert rules.barriers_to_discussing(FULL, home) == []
    assert rules.barriers_to_placing(Home("x", is_known=False, why=" "))


@pytest.mark.parametrize(
    "force", ["the marsh  POLICE", "Marsh Police", " Marsh police "]
)
def test_a_force_is_known_however_it_is_typed(force):
    assert rules.attending(FULL, force) == "Sgt T. Weir"


@pytest.mark.parametrize(
    ("state", "day", "count"),
    [
        (State.PLANNED, 10, 0),
        (State.PLANNED, 9, 0),
        (State.PLANNED, 11, 1),
        (State.CANCELLED, 10, 1),
        (State.APPROVED, 10, 1),
    ],
)
def test_a_panel_sits_on_its_day_and_not_before_or_once_it_is_over(state, day, count):
    today = date(2026, 3, 10)

    found = rules.barriers_to_sitting(state, date(2026, 3, day), today)

    assert len(found) == count


def test_a_case_is_opened_before_it_is_decided_and_decided_once():
    assert rules.barriers_to_deciding(is_open=True, is_decided=False) == []
    assert rules.barriers_to_deciding(is_open=False, is_decided=False)
    assert rules.barriers_to_deciding(is_open=True, is_decided=True)


def test_the_chair_is_of_the_authority_and_there():
    assert rules.barriers_to_chairing(Side.AUTHORITY, attends=True) == []
    assert len(rules.barriers_to_chairing(Side.POLICE, attends=False)) == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": " "}, "name"),
        ({"side": Side.POLICE}, "force"),
        ({"is_known": True}, "already"),
    ],
)
def test_who_comes_has_a_name_and_the_police_a_force(values, said):
    given = {"side": Side.OTHER, "force": "", "name": "A. Weir"} | values

    [why] = rules.barriers_to_coming(**given)

    assert said in why


def test_nothing_is_changed_after_the_end():
    assert rules.barriers_to_changing(State.PLANNED) == []
    assert rules.barriers_to_changing(State.CANCELLED)
    assert rules.barriers_to_changing(State.APPROVED)


def test_an_addendum_follows_the_approval_and_says_something():
    assert rules.barriers_to_adding_after(State.APPROVED, "She came later.") == []
    assert rules.barriers_to_adding_after(State.APPROVED, " ")
    assert rules.barriers_to_adding_after(State.PLANNED, "She came later.")


def test_the_agenda_names_a_case_once_and_keeps_what_was_used():
    assert rules.barriers_to_listing(is_listed=True)
    assert not rules.barriers_to_listing(is_listed=False)
    assert rules.barriers_to_removing(is_used=True)
    assert not rules.barriers_to_removing(is_used=False)


def test_minutes_are_approved_when_there_are_some_of_a_meeting_that_was():
    assert not rules.barriers_to_approving(has_come=True, is_written=True)
    assert len(rules.barriers_to_approving(has_come=False, is_written=False)) == 2


@pytest.mark.parametrize(
    ("day", "every", "unit", "following"),
    [
        (date(2026, 3, 10), 6, Unit.WEEKS, date(2026, 4, 21)),
        (date(2026, 3, 10), 1, Unit.MONTHS, date(2026, 4, 14)),
        (date(2026, 12, 8), 2, Unit.MONTHS, date(2027, 2, 9)),
        (date(2026, 3, 31), 1, Unit.MONTHS, date(2026, 4, 28)),
    ],
)
def test_a_series_meets_again_on_the_same_weekday(day, every, unit, following):
    assert rules.next_day(day, every, unit) == following


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(1, 24))
def test_months_on_it_is_the_same_weekday_of_the_right_month(day, every):
    following = rules.next_day(day, every, Unit.MONTHS)

    assert following.weekday() == day.weekday()
    months = (following.year - day.year) * 12 + following.month - day.month
    assert months == every
    assert abs((following.day - 1) // 7 - (day.day - 1) // 7) <= 1


def test_documents_are_added_while_somebody_will_read_them():
    assert not rules.barriers_to_attaching(State.PLANNED, is_closed=False)
    assert rules.barriers_to_attaching(State.PLANNED, is_closed=True)
    assert rules.barriers_to_attaching(State.APPROVED, is_closed=False)
    assert rules.barriers_to_attaching(State.CANCELLED, is_closed=False)


@pytest.mark.parametrize(
    ("has_begun", "is_read", "is_free"),
    [(False, True, True), (True, True, False), (True, False, True)],
)
def test_what_was_read_stays_once_the_meeting_began(has_begun, is_read, is_free):
    found = rules.barriers_to_taking_off(has_begun=has_begun, is_read=is_read)

    assert (found == []) == is_free


def test_a_case_with_documents_stays_on_the_agenda():
    assert rules.barriers_to_removing(is_used=False) == []
    assert len(rules.barriers_to_removing(is_used=True, has_documents=True)) == 2
