import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.audit import queries
from saltmarsh.foundation.audit.queries import Sought


def note(partnership, name="referral.received", **kwargs):
    about = ("referrals.Referral", kwargs.pop("about", []))
    told = {"by": None, "by_kind": "system"} | kwargs
    return audit.note(name, partnership_id=partnership.pk, about=about, **told)


def trail(partnership, after="", **sought):
    """Leave out what the making of a partnership has left in the log."""
    told = {"name": "page." if sought.get("opened") else "referral."} | sought
    return queries.trail(partnership.pk, Sought(**told), after)


def test_events_are_told_newest_first(partnership):
    one, two = note(partnership), note(partnership)

    assert trail(partnership).events == [two, one]


def test_what_was_opened_and_what_was_done_are_apart(partnership):
    done, opened = note(partnership), note(partnership, "page.opened")

    assert trail(partnership).events == [done]
    assert trail(partnership, opened=True).events == [opened]


def test_an_event_is_found_by_the_beginning_of_its_name(partnership):
    found = note(partnership, "referral.moved")
    note(partnership, "member.added")

    assert trail(partnership, name="referral.").events == [found]


def test_an_event_is_found_by_whom_and_about_what(partnership):
    who, what = uuid.uuid4(), uuid.uuid4()
    by, about = note(partnership, by=who), note(partnership, about=[what])

    assert trail(partnership, by=who).events == [by]
    assert trail(partnership, about=what).events == [about]


def test_an_event_is_found_by_its_day(partnership):
    event, today = note(partnership), timezone.localdate()
    day = timedelta(days=1)

    assert trail(partnership, since=today, until=today).events == [event]
    assert trail(partnership, since=today + day).events == []
    assert trail(partnership, until=today - day).events == []


def test_midnight_is_londons():
    assert queries.midnight(date(2026, 7, 1)).utcoffset() == timedelta(hours=1)


def test_a_long_log_is_read_page_by_page(partnership, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    one, two, three = (note(partnership) for _ in range(3))

    first = trail(partnership)
    second = trail(partnership, first.older)

    assert (first.events, second.events) == ([three, two], [one])
    assert second.older == ""


@pytest.mark.parametrize(
    "after", ["x", "2026-01-01_x", f"2026-01-01_{uuid.UUID(int=1)}"]
)
def test_a_page_that_is_not_ours_is_refused(partnership, after):
    with pytest.raises(ValueError, match="."):
        trail(partnership, after)
