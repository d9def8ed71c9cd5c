"""Section 37 on the day: who must be there before a person is discussed."""

import pytest

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import sitting
from saltmarsh.casework.meetings.lifecycle import Attendance, State
from saltmarsh.casework.meetings.rules import Home
from saltmarsh.foundation.refusals import Refused
from tests.casework.meetings.room import (
    FORCE,
    authority,
    barriers,
    chair_of,
    come,
    make_meeting,
    on_agenda,
    other,
    panel_member,
    police,
    ready,
    take_chair,
)
from tests.casework.panels.sat import ADOPTED, NOT_ADOPTED, listed
from tests.casework.triage.desk import make_officer


@pytest.fixture
def officer():
    return make_officer()


def test_with_all_there_a_case_is_opened_and_decided_by_those_who_attend(officer):
    item = ready(officer)
    come(item.meeting, other(panel_member(officer)), by=item.leader)
    sitting.open_item(item, by=item.leader)

    made = sitting.decide(item, decided=ADOPTED, by=item.leader)

    item.case.refresh_from_db()
    assert item.case.stage == Stage.ADOPTED
    assert item.decision == made
    assert made.sitting["police"].startswith("Sgt T. Weir")
    assert made.sitting["chair"].endswith("Estuary Borough Council")
    assert made.sitting["force"] == FORCE
    assert len(made.sitting["present"]) == 3


def test_a_dissent_by_majority_is_kept(officer):
    item = ready(officer)
    sitting.open_item(item, by=item.leader)

    made = sitting.decide(item, decided=NOT_ADOPTED, by=item.leader)

    assert (made.mode, made.words["dissent"]) == ("majority", "Police: too soon.")


def police_gone(item):
    officer = item.meeting.attendees.get(side="police")
    officer.state = Attendance.APOLOGIES
    officer.save()


def chair_gone(item):
    item.meeting.attendees.update(is_chair=False)


def lives_elsewhere(item):
    item.home = vars(Home("Fell Police"))
    item.save()


@pytest.mark.parametrize("missing", [police_gone, chair_gone, lives_elsewhere])
def test_without_one_of_them_nothing_is_opened_or_decided(officer, missing):
    item = ready(officer)
    missing(item)
    assert len(barriers(item)) == 1

    for act in (
        lambda: sitting.open_item(item, by=item.leader),
        lambda: sitting.decide(item, decided=ADOPTED, by=item.leader),
    ):
        with pytest.raises(Refused, match="Section 37"):
            act()

    item.case.refresh_from_db()
    assert (item.opened_at, item.case.stage) == (None, Stage.LISTED)


def test_who_leaves_after_the_opening_is_in_the_way_of_the_decision(officer):
    item = ready(officer)
    sitting.open_item(item, by=item.leader)
    police_gone(item)

    with pytest.raises(Refused, match="Nobody attends for Marsh Police"):
        sitting.decide(item, decided=ADOPTED, by=item.leader)


def test_a_case_is_opened_before_it_is_decided_and_decided_once(officer):
    item = ready(officer)
    with pytest.raises(Refused, match="Open the case"):
        sitting.decide(item, decided=ADOPTED, by=item.leader)
    sitting.open_item(item, by=item.leader)
    sitting.decide(item, decided=ADOPTED, by=item.leader)

    with pytest.raises(Refused, match="already"):
        sitting.decide(item, decided=ADOPTED, by=item.leader)


def test_a_home_that_is_unknown_needs_its_force_with_a_reason(officer):
    item = ready(officer)
    with pytest.raises(Refused, match="why this force"):
        sitting.place(
            item, home=Home(FORCE, is_known=False), chair=None, by=item.leader
        )
    home = Home(FORCE, is_known=False, why="Sleeps in the old boathouse.")

    sitting.place(item, home=home, chair=None, by=item.leader)
    sitting.open_item(item, by=item.leader)
    made = sitting.decide(item, decided=ADOPTED, by=item.leader)

    assert not made.home_is_known
    assert made.sitting["force_why"] == "Sleeps in the old boathouse."
    assert b"boathouse" not in bytes(item.sealed_home)


def test_only_the_authority_chairs_and_only_when_there(officer):
    chair = chair_of(officer)
    meeting = make_meeting(officer)
    sergeant = come(meeting, police(), by=chair)
    absent = meetings.invite(meeting, comer=authority(chair), by=chair)

    for each in (sergeant, absent):
        with pytest.raises(Refused, match="chair"):
            take_chair(meeting, each, by=chair)

    assert not meeting.attendees.filter(is_chair=True).exists()


def test_a_declared_chair_is_not_counted_until_another_takes_the_chair_for_it(officer):
    item = ready(officer)
    chair = item.meeting.attendees.get(is_chair=True)
    sitting.declare(item, attendee=chair, reason="A cousin.", by=item.leader)
    assert "Nobody of the local authority" in barriers(item)[0]
    deputy = chair_of(officer)
    stands = come(item.meeting, authority(deputy), by=deputy)

    sitting.place(item, home=Home(FORCE), chair=stands, by=deputy)
    sitting.open_item(item, by=deputy)
    made = sitting.decide(item, decided=ADOPTED, by=deputy)

    assert made.sitting["chair"].startswith(str(deputy))
    assert not any(str(item.leader) in each for each in made.sitting["present"])


def test_a_guest_with_an_interest_is_not_counted(officer):
    item = ready(officer)
    sergeant = item.meeting.attendees.get(side="police")

    sitting.declare(item, attendee=sergeant, reason="A neighbour.", by=item.leader)

    assert "Nobody attends for Marsh Police" in barriers(item)[0]
    other_item = on_agenda(item.meeting, listed(officer), by=item.leader)
    assert barriers(other_item) == []


def test_who_is_invited_for_one_case_counts_for_it_alone(officer):
    item = ready(officer)
    item.meeting.attendees.filter(side="police").delete()
    second = on_agenda(
        item.meeting, listed(officer), by=item.leader, force="Fell Police"
    )
    fell = meetings.Comer(
        "police", "Police", "Fell Police", name="DC Fell", only_for=second
    )

    come(item.meeting, fell, by=item.leader)

    assert barriers(second) == []
    assert "Marsh Police" in barriers(item)[0]


def test_nothing_is_opened_before_its_day(officer):
    item = ready(officer, in_days=1)

    with pytest.raises(Refused, match="has not come yet"):
        sitting.open_item(item, by=item.leader)


def test_an_interest_is_declared_after_the_meeting_too(officer):
    item = ready(officer)
    item.meeting.state = State.CANCELLED
    item.meeting.save()
    guest = item.meeting.attendees.get(side="police")

    sitting.declare(item, attendee=guest, reason="A neighbour.", by=item.leader)

    assert item.case.interests.get().guest_id == guest.pk
