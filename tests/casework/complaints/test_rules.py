from datetime import date, timedelta

import pytest

from saltmarsh.casework.complaints import rules
from tests.casework.complaints.made import received

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"complainant": " "}, "who complains"),
        ({"words": ""}, "what the complaint is about"),
        ({"received_on": TODAY + timedelta(days=1)}, "still to come"),
    ],
)
def test_a_complaint_says_from_whom_about_what_and_came_already(values, said):
    assert rules.barriers_to_recording(received(received_on=TODAY), TODAY) == []
    given = received(**{"received_on": TODAY} | values)
    assert said in rules.barriers_to_recording(given, TODAY)[0]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"has_left": True}, "has left"),
        ({"is_about_them": True}, "about themselves"),
        ({"may_see": False}, "may not see"),
    ],
)
def test_its_owner_is_here_not_whom_it_is_about_and_may_see_it(what, said):
    good = {"has_left": False, "is_about_them": False, "may_see": True}
    assert rules.barriers_to_owning(**good) == []
    assert said in rules.barriers_to_owning(**good | what)[0]


@pytest.mark.parametrize(
    ("words", "day", "count"),
    [
        ("We are sorry.", TODAY, 0),
        (" ", TODAY, 1),
        ("We are sorry.", TODAY + timedelta(days=1), 1),
        ("We are sorry.", TODAY - timedelta(days=3), 1),
    ],
)
def test_an_answer_has_words_and_a_day_after_the_complaint(words, day, count):
    came = TODAY - timedelta(days=2)
    found = rules.barriers_to_answering(
        words=words, received_on=came, answered_on=day, today=TODAY
    )
    assert len(found) == count


def test_whom_it_is_about_has_no_part_in_it():
    assert rules.barriers_to_dealing(is_about_them=True)
    assert not rules.barriers_to_dealing(is_about_them=False)


def test_nothing_is_added_without_words():
    assert rules.barriers_to_adding(words=" ")
    assert not rules.barriers_to_adding(words="She rang again.")
