from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.referrals import rules
from saltmarsh.casework.referrals.lifecycle import Stage

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 4, 16, 30, tzinfo=LONDON)
YESTERDAY = {"day": 3, "month": 11, "year": 2026}


def question(**values):
    plain = {"kind": "question", "is_withdrawn": False, "is_answered": False}
    return rules.barriers_to_answering(**(plain | values))


def test_nobody_writes_once_it_is_finished_with():
    assert rules.barriers_to_writing(Stage.CLOSED)
    assert rules.barriers_to_writing(Stage.RECEIVED) == []


def test_only_an_open_question_is_answered():
    assert question() == []
    assert question(kind="feedback")
    assert question(is_withdrawn=True)
    assert question(is_answered=True)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2:15pm", (14, 15)),
        ("12am", (0, 0)),
        ("12.30 PM", (12, 30)),
        ("14:05", (14, 5)),
        ("9", (9, 0)),
        ("13pm", None),
        ("25:00", None),
        ("9:75", None),
        ("after lunch", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, expected):
    found = rules.clock_time(typed)

    assert (found and (found.hour, found.minute)) == expected


def test_what_came_today_came_now_unless_they_say_when():
    assert rules.received_at({}, NOW) == NOW
    assert rules.received_at({"received_at": "9:05am"}, NOW).hour == 9


def test_an_earlier_day_counts_from_nine():
    moment = rules.received_at({"received_on": YESTERDAY}, NOW)

    assert moment == datetime(2026, 11, 3, 9, tzinfo=LONDON)


@given(st.text(max_size=12))
def test_nothing_comes_from_the_future(typed):
    assert rules.received_at({"received_at": typed}, NOW) <= NOW
