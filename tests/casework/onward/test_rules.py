from datetime import date

from saltmarsh.casework.onward.rules import barriers

TODAY, TOMORROW = date(2026, 1, 5), date(2026, 1, 6)
SERVICE = {"name": "Youth mentoring", "contact": "01632 960 010"}


def test_a_named_service_with_a_day_to_chase_may_be_asked():
    assert barriers(SERVICE, chase_on=TOMORROW, today=TODAY) == []


def test_a_service_is_named_and_reached_and_chased():
    nothing = {"name": " ", "contact": ""}

    assert len(barriers(nothing, chase_on=TODAY, today=TODAY)) == 3
