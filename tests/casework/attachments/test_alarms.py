"""Somebody is told when a document that was sent cannot be opened by anybody."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.casework.attachments import alarms, jobs
from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.documents import queries, settling
from saltmarsh.foundation.notices.models import Notice
from tests.casework.cases.room import make_case
from tests.casework.gathering.asked import make_contact, make_request
from tests.casework.meetings.room import make_meeting, on_agenda
from tests.casework.triage.desk import make_officer
from tests.factories.documents import arrived, make_checked, make_document
from tests.scanner import MARKED


@pytest.fixture
def officer():
    return make_officer()


def told(officer):
    """Let the alarm look; return who hears what, and where it leads them."""
    alarms.ring_unread(officer.partnership)
    held = Notice.objects.waiting().filter(kind__in=queries.KINDS)
    return {(each.member, each.kind, each.route) for each in held}


def bad(record, **how):
    return make_checked(record, content=MARKED, called="Bad.txt", **how)


def test_the_partner_who_sent_it_and_the_lead_are_told_once(officer, clamd):
    asked = make_request(officer)
    document = bad(asked, under=asked.case_id, by=asked.member.user)

    first = told(officer)

    assert first == {
        (officer, "document.failed", "desk:request"),
        (asked.member, "document.failed", "partners:request"),
    }
    assert told(officer) == first
    settling.settle(document, who=("user", officer.user_id))
    assert told(officer) == set()


def test_of_one_that_came_by_link_and_code_the_desk_is_told(officer, clamd):
    asked = make_request(officer, whom=make_contact(officer))
    file = arrived(officer.partnership, MARKED, "Bad.txt")
    sent = documents.attach(
        file, about=asked, under=asked.case_id, by=None, holder=("link", asked.pk)
    )
    documents.check(officer.partnership, document_id=str(sent.pk))

    assert told(officer) == {(officer, "document.failed", "desk:request")}


def test_one_that_waits_is_told_of_until_it_is_checked(officer, clamd):
    asked = make_request(officer)
    document = make_document(asked, under=asked.case_id, by=asked.member.user)
    assert told(officer) == set()

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        kinds = {kind for _who, kind, _route in told(officer)}
        assert kinds == {"document.waiting"}
        documents.check(officer.partnership, document_id=str(document.pk))

        assert told(officer) == set()


def test_whoever_leads_the_case_now_is_told(officer, clamd):
    asked = make_request(officer)
    bad(asked, under=asked.case_id)
    told(officer)
    asked.case.lead = make_officer(officer.partnership)
    asked.case.save()

    assert asked.case.lead in {who for who, _kind, _route in told(officer)}


def test_the_job_rings(officer, clamd):
    item = on_agenda(make_meeting(officer), make_case(officer), by=officer)
    bad(item, under=item.case_id, by=officer.user)

    jobs.ring_unread(partnership=str(officer.partnership_id))

    assert told(officer) == {(officer, "document.failed", "desk:item")}
