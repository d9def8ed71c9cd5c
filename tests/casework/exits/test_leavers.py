import pytest
from django.utils import timezone

from saltmarsh.casework.complaints import queries as complaints
from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.exits import leavers, queries
from saltmarsh.casework.exits.lifecycle import Held
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.complaints.made import make_complaint
from tests.casework.consents.asked import further
from tests.casework.exits.closed import closed
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def waiting_for(member, reader=None):
    return leavers.waiting_for(member, reader or member, timezone.now())


def told(kind):
    return {each.member for each in Notice.objects.waiting().filter(kind=kind)}


def test_reviews_further_assessments_and_complaints_wait_and_are_given(officer):
    colleague = make_colleague(officer)
    closed(officer)
    further(officer)
    make_complaint(officer)
    waiting = waiting_for(officer)
    assert len(waiting) == leavers.count_for(officer) == 4

    assert leavers.give(waiting, owner=colleague, by=officer) == 4

    assert waiting_for(officer) == []
    assert len(waiting_for(colleague)) == 4
    for kind in (queries.YOURS, consents.FURTHER, complaints.YOURS):
        assert told(kind) == {colleague}


def test_who_has_something_waiting_cannot_leave(officer):
    assert leavers.barriers_to_going(officer) == []
    made = make_complaint(officer)

    assert "still wait" in leavers.barriers_to_going(officer)[0]

    leavers.give(waiting_for(officer), owner=make_colleague(officer), by=officer)
    assert leavers.barriers_to_going(officer) == []
    assert made.stage == "open"


def test_what_the_reader_may_not_see_is_not_shown_but_counted(officer):
    case, stranger = closed(officer), make_officer(officer.partnership)

    shown = waiting_for(officer, stranger)

    assert shown == []
    assert leavers.has_unseen(officer, shown)
    assert not leavers.has_unseen(officer, waiting_for(officer))
    assert case.reviews.count() == 2


def test_nothing_is_given_to_who_may_not_see_it_or_has_left(officer):
    task = closed(officer).reviews.get(months=6)
    stranger, gone = make_officer(officer.partnership), make_colleague(officer)
    gone.left_at = timezone.now()
    gone.save()

    for owner, said in ((stranger, "may not see"), (gone, "has left")):
        with pytest.raises(Refused, match=said):
            leavers.pass_on(task, owner=owner, by=officer)
        with pytest.raises(Refused, match=said):
            consents.pass_on(further(officer), owner=owner, by=officer)


def test_a_review_that_was_held_is_nobodys_any_more(officer):
    task = closed(officer).reviews.get(months=6)
    task.state, task.done_at, task.done_by = (
        Held.EXPLAINED,
        timezone.now(),
        officer.user,
    )
    task.reasons = "They moved away."
    task.save()

    assert task.pk not in {each.record.pk for each in waiting_for(officer)}
    with pytest.raises(MoveNotAllowed):
        leavers.pass_on(task, owner=make_colleague(officer), by=officer)
