from datetime import UTC, date, datetime

import pytest

from saltmarsh.casework.assessments import rules
from tests.casework.assessments.assessed import WORDS, again, assessed

TODAY = date(2026, 3, 4)


def barriers(*, is_first=True, **values):
    made = assessed(**{"made_on": TODAY} | values)
    return rules.barriers_to_recording(made, is_first=is_first, today=TODAY)


def test_an_assessment_that_says_all_is_recorded():
    assert barriers() == []
    assert barriers(is_first=False, words=again()) == []


@pytest.mark.parametrize("name", WORDS)
def test_nothing_of_it_is_left_empty(name):
    assert len(barriers(words=WORDS | {name: " "})) == 1


def test_from_the_second_on_it_says_what_has_changed():
    assert barriers(is_first=False) == [
        "Enter what has changed since the last assessment"
    ]


def test_it_is_not_made_tomorrow():
    assert "in the past" in barriers(made_on=date(2026, 3, 5))[0]


def test_nothing_is_added_without_words():
    assert rules.barriers_to_adding(" ")
    assert not rules.barriers_to_adding("The school rang.")


@pytest.mark.parametrize(
    ("recorded_at", "decided_on", "is_afterwards"),
    [
        (datetime(2026, 3, 4, 9, tzinfo=UTC), date(2026, 3, 4), False),
        # In the record the day after the meeting, before its decision was typed.
        (datetime(2026, 3, 4, 9, tzinfo=UTC), date(2026, 3, 3), True),
        (datetime(2026, 3, 4, 12, tzinfo=UTC), date(2026, 3, 4), True),
        (datetime(2026, 3, 6, 9, tzinfo=UTC), date(2026, 3, 4), True),
    ],
)
def test_the_time_of_recording_tells_whether_it_came_afterwards(
    recorded_at, decided_on, is_afterwards
):
    found = rules.is_afterwards(
        recorded_at,
        decided_on=decided_on,
        decision_recorded_at=datetime(2026, 3, 4, 12, tzinfo=UTC),
    )

    assert found == is_afterwards
