from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.casework.meetings import agenda, attaching, papers
from saltmarsh.casework.meetings.lifecycle import State
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.documents.models import Document
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.keyring.queries import Erased
from saltmarsh.foundation.refusals import Refused
from tests.casework.meetings.room import make_meeting, on_agenda
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_officer
from tests.factories.documents import make_checked, make_document


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def item(officer):
    return on_agenda(make_meeting(officer, in_days=3), listed(officer), by=officer)


def names(item):
    return [each.name for each in papers.paper(item).attached]


def test_a_document_goes_with_the_paper_once_it_is_clean(item, clamd):
    make_document(item, under=item.case_id, called="Held.pdf")
    make_checked(item, under=item.case_id, called="Timetable.pdf")

    assert names(item) == ["Timetable.pdf"]


def test_documents_are_added_until_the_papers_close(item):
    now, closed = timezone.now(), item.meeting.ends_at + timedelta(days=2)

    assert attaching.barriers(item, now) == []
    assert "closed" in attaching.barriers(item, closed)[0]
    item.meeting.state = State.CANCELLED
    assert "cancelled" in attaching.barriers(item, now)[0]


def test_one_that_is_taken_off_is_gone_and_the_log_says_of_which_case(item, officer):
    document = make_document(item, under=item.case_id)

    key = document.pk

    attaching.take_off(item, document, by=officer)

    assert not Document.objects.exists()
    event = Event.objects.get(name="agenda.document_taken_off")
    assert {item.case_id, item.meeting_id, key} <= set(event.subject_ids)
    assert event.by == officer.user_id


def test_nothing_is_taken_off_once_the_meeting_has_begun(item, officer):
    document = make_document(item, under=item.case_id)
    with (
        time_machine.travel(item.meeting.starts_at),
        pytest.raises(Refused, match="has begun"),
    ):
        attaching.take_off(item, document, by=officer)

    assert Document.objects.get() == document


def test_a_case_stays_on_the_agenda_while_documents_go_with_its_paper(item, officer):
    document = make_document(item, under=item.case_id)
    with pytest.raises(Refused, match="Take them off first"):
        agenda.remove(item, by=officer)

    attaching.take_off(item, document, by=officer)
    agenda.remove(item, by=officer)

    assert not item.meeting.items.exists()


def test_documents_are_erased_with_the_case(item):
    document = make_document(item, under=item.case_id)

    keyring.erase(item.partnership, file_id=item.case_id, by=None)

    with pytest.raises(Erased):
        _ = Document.objects.get(pk=document.pk).name
