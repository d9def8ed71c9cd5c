from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from saltmarsh.casework.complaints import actions as complaints
from saltmarsh.casework.complaints import queries
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.cases.room import make_case
from tests.casework.complaints.made import (
    ANSWERED,
    FROM,
    TOLD,
    answered,
    make_complaint,
    received,
)
from tests.casework.triage.desk import arrived, make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def told(kind):
    return {each.member for each in Notice.objects.waiting().filter(kind=kind)}


def test_a_complaint_is_sealed_owned_due_and_told_of(officer):
    owner, case = make_colleague(officer), make_case(officer)

    made = make_complaint(owner, by=officer, case=case)

    assert (made.complainant, made.words) == (FROM, TOLD)
    assert TOLD.encode() not in bytes(made.sealed_words)
    assert made.due_on == queries.due_on(officer.partnership, timezone.localdate())
    assert told(queries.YOURS) == {owner}
    assert Event.objects.filter(name="complaint.recorded").exists()


def test_a_member_owns_no_complaint_about_themselves(officer):
    with pytest.raises(Refused, match="about themselves"):
        make_complaint(officer, member=officer)
    made = make_complaint(make_colleague(officer), by=officer, member=officer)

    with pytest.raises(Refused, match="about themselves"):
        complaints.pass_on(made, owner=officer, by=made.owner)
    made.owner = officer
    with pytest.raises(DatabaseError), transaction.atomic():
        made.save()


def test_its_owner_may_see_what_it_is_about(officer):
    outsider = make_officer(officer.partnership)

    for about in ({"case": make_case(officer)}, {"referral": arrived(officer)}):
        with pytest.raises(Refused, match="may not see"):
            make_complaint(outsider, by=officer, **about)
    assert make_complaint(outsider, by=officer).owner == outsider


def test_it_is_answered_once_and_in_words(officer):
    made = make_complaint(make_colleague(officer), by=officer)
    with pytest.raises(Refused, match="Enter the answer"):
        answered(made, by=officer, words=" ")

    answered(made, by=officer)

    made.refresh_from_db()
    assert made.answer == ANSWERED
    assert made.answered_by == officer.user
    assert not told(queries.YOURS)
    with pytest.raises(MoveNotAllowed):
        answered(made, by=officer)
    with pytest.raises(MoveNotAllowed):
        complaints.pass_on(made, owner=officer, by=officer)


def test_whom_it_is_about_neither_answers_nor_adds(officer):
    made = make_complaint(make_colleague(officer), by=officer, member=officer)

    with pytest.raises(Refused, match="about you"):
        answered(made, by=officer)
    with pytest.raises(Refused, match="about you"):
        complaints.add(made, words="It was not so.", by=officer)


def test_what_came_later_stands_beside_it_and_nothing_is_overwritten(officer):
    made = make_complaint(officer)
    with pytest.raises(Refused, match="want to add"):
        complaints.add(made, words="", by=officer)

    later = complaints.add(made, words="She rang again.", by=officer)

    assert later.words == "She rang again."
    later.complaint = make_complaint(officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        later.save()
    made.received_on -= timedelta(days=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.save()


def test_it_is_passed_on_and_the_new_owner_is_told(officer):
    colleague = make_colleague(officer)
    made = make_complaint(officer, came=received(how="letter"))

    complaints.pass_on(made, owner=colleague, by=officer)

    made.refresh_from_db()
    assert made.owner == colleague
    assert told(queries.YOURS) == {colleague}
