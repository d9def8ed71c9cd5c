from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.design.timeline import LEFT, WIDTH, draw_timeline

START = datetime(2026, 3, 3, 12, tzinfo=UTC)


def event(days, kind="Received"):
    return {"when": START + timedelta(days=days), "kind": kind}


def test_each_kind_has_its_line():
    drawing = draw_timeline([event(0), event(1, "Delivery"), event(2)])

    assert [lane.kind for lane in drawing.lanes] == ["Received", "Delivery"]
    assert drawing.lanes[0].y < drawing.lanes[1].y


def test_marks_go_from_left_to_right_and_carry_the_number_of_their_event():
    drawing = draw_timeline([event(10), event(0)])

    assert [mark.text for mark in drawing.marks] == ["2", "1"]
    assert drawing.marks[0].x < drawing.marks[1].x


def test_events_that_are_too_close_share_a_mark():
    close = [event(0), event(0.1)]

    assert [m.text for m in draw_timeline([*close, event(90)]).marks] == ["1, 2", "3"]
    three = [*close, event(0.2), event(90)]
    assert [m.text for m in draw_timeline(three).marks] == ["1 … 3", "4"]


def test_days_and_moments_stand_on_one_line():
    naive = datetime(2026, 3, 4, 12)  # noqa: DTZ001 - a moment without a zone
    events = [{"when": date(2026, 3, 3)}, {"when": naive}]

    assert [tick.on.day for tick in draw_timeline(events).ticks] == [3, 4]


def test_no_event_draws_nothing():
    assert draw_timeline([]).marks == []


@given(st.lists(st.tuples(st.floats(0, 9000), st.sampled_from("abcd")), max_size=60))
def test_every_mark_stays_inside_the_drawing(events):
    drawing = draw_timeline([event(days, kind) for days, kind in events])

    assert all(m.x >= LEFT and m.x + m.width <= WIDTH for m in drawing.marks)
    assert all(0 < m.y < drawing.height for m in drawing.marks)
