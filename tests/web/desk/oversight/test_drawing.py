from saltmarsh.casework.oversight.durations import Spread
from saltmarsh.web.desk.oversight.drawing import LEFT, THINNEST, draw


def test_bars_stand_by_days_within_the_drawing():
    short = Spread("a", "Short", 1, 2, 2, 2)
    long = Spread("b", "Long", 9, 10, 20, 40)

    drawing = draw([short, long])

    first, second = drawing.bars
    assert first.width == THINNEST
    assert LEFT < first.x < second.x < second.half < second.x + second.width
    assert second.x + second.width <= drawing.width
    assert [days for _place, days in drawing.ticks] == [0, 10, 20, 30, 40]


def test_nothing_can_be_drawn():
    assert draw([]).bars == []
