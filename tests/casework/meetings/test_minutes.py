import pytest

from saltmarsh.casework.meetings import minutes
from saltmarsh.casework.meetings.lifecycle import State
from saltmarsh.casework.meetings.minutes import About, StaleMinute, UnreadMinutes
from saltmarsh.foundation.refusals import Refused
from tests.casework.meetings.room import make_meeting, on_agenda
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_colleague, make_officer

TEXT = "Health: he has not come since May."


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def about(officer):
    """The part about a case in a meeting that nobody attends: no rule is in the way."""
    meeting = make_meeting(officer)
    return About(meeting, on_agenda(meeting, listed(officer), by=officer, force=""))


def save(about, text, version, by):
    return minutes.save(about, text=text, version=version, by=by)


def test_what_is_typed_is_saved_without_anybody_attending(about, officer):
    made = save(about, TEXT, 0, officer)
    again = save(about, TEXT + " We ring.", 1, officer)

    assert (again.pk, again.version) == (made.pk, 2)
    assert again.text.endswith("We ring.")
    assert again.file_id == about.item.case_id
    assert b"Health" not in bytes(again.sealed_text)


def test_the_part_of_the_whole_meeting_is_sealed_with_the_meeting(about, officer):
    whole = save(About(about.meeting), "Late start.", 0, officer)

    assert whole.file_id == about.meeting.pk


def test_nobody_overwrites_what_they_have_not_seen(about, officer):
    colleague = make_colleague(officer)
    save(about, TEXT, 0, officer)

    with pytest.raises(StaleMinute):
        save(about, "Something else.", 0, colleague)

    assert about.meeting.written.get().text == TEXT
    assert save(about, TEXT, 0, colleague).version == 1


def test_approved_minutes_are_added_to_and_never_changed(about, officer):
    save(about, TEXT, 0, officer)
    with pytest.raises(Refused, match="not approved yet"):
        minutes.add(about, text="She came later.", by=officer)

    minutes.approve(about.meeting, read={about.item.pk: 1}, by=officer)

    assert about.meeting.state == State.APPROVED
    assert about.meeting.approved_by == officer.user
    with pytest.raises(Refused, match="addendum"):
        save(about, "Something else.", 1, officer)
    added = minutes.add(about, text="She came later.", by=officer)
    assert about.meeting.addenda.get() == added
    assert about.meeting.written.get().text == TEXT


def test_nothing_is_approved_before_the_meeting_or_without_a_word(officer):
    meeting = make_meeting(officer, in_days=1)

    with pytest.raises(Refused) as refusal:
        minutes.approve(meeting, read={}, by=officer)

    assert len(refusal.value.args) == 2


def test_words_that_nobody_read_are_not_approved(about, officer):
    colleague = make_colleague(officer)
    save(about, TEXT, 0, officer)
    late = save(about, TEXT + " He has left.", 1, colleague)

    with pytest.raises(UnreadMinutes) as refusal:
        minutes.approve(about.meeting, read={about.item.pk: 1}, by=officer)

    assert refusal.value.parts == [late]
    assert about.meeting.state == State.PLANNED
    minutes.approve(about.meeting, read={about.item.pk: 2}, by=officer)
    assert about.meeting.state == State.APPROVED


def test_ones_own_words_and_what_is_shut_to_one_hinder_no_approval(about, officer):
    colleague = make_colleague(officer)
    save(about, TEXT, 0, officer)
    save(About(about.meeting), "Late start.", 0, colleague)

    minutes.approve(about.meeting, read={about.item.pk: 0}, by=officer)

    assert about.meeting.state == State.APPROVED
