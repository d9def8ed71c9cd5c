import pytest

from saltmarsh.casework.meetings import agenda, minutes, sitting
from saltmarsh.casework.meetings.minutes import About
from saltmarsh.foundation.refusals import Refused
from tests.casework.meetings.room import make_meeting, on_agenda, ready
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_officer


@pytest.fixture
def officer():
    return make_officer()


def order(meeting):
    return [item.case for item in meeting.items.order_by("position")]


def test_an_agenda_is_ordered_by_hand(officer):
    meeting = make_meeting(officer)
    one, two, three = (listed(officer) for _ in range(3))
    items = [on_agenda(meeting, case, by=officer) for case in (one, two, three)]

    agenda.move_up(items[2], by=officer)
    assert order(meeting) == [one, three, two]
    agenda.move_up(items[0], by=officer)
    assert order(meeting) == [one, three, two]


def test_a_case_is_on_an_agenda_once(officer):
    meeting, case = make_meeting(officer), listed(officer)
    on_agenda(meeting, case, by=officer)

    with pytest.raises(Refused, match="already"):
        on_agenda(meeting, case, by=officer)


def test_a_case_comes_off_while_nothing_was_done_with_it(officer):
    item = ready(officer)
    second = on_agenda(item.meeting, listed(officer), by=item.leader)
    third = on_agenda(item.meeting, listed(officer), by=item.leader)
    sitting.open_item(item, by=item.leader)
    about = About(item.meeting, second)
    minutes.save(about, text="Waits.", version=0, by=item.leader)

    for used in (item, second):
        with pytest.raises(Refused, match="so it stays"):
            agenda.remove(used, by=item.leader)
    agenda.remove(third, by=item.leader)

    assert order(item.meeting) == [item.case, second.case]
