from datetime import time

import pytest

from saltmarsh.web.desk.meetings import times


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("9:30am", time(9, 30)),
        ("9.30 AM", time(9, 30)),
        ("2pm", time(14)),
        ("12pm", time(12)),
        ("12am", time(0)),
        ("14:00", time(14)),
        ("9", None),
        ("25:00", None),
        ("10:60", None),
        ("13pm", None),
        ("soon", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed, found):
    assert times.read(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"), [("1", 1), ("26", 26), ("27", 0), ("0", 0), ("two", 0), ("", 0)]
)
def test_a_count_has_a_highest(typed, found):
    assert times.number(typed, 26) == found
