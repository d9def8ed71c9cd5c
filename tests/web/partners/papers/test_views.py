"""What somebody reads who comes to a panel: papers in their window, own actions."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.panels import tasks
from saltmarsh.casework.panels.rules import Task
from saltmarsh.foundation.audit.models import Event
from tests.casework.assessments.assessed import record
from tests.casework.meetings.room import make_meeting, on_agenda, other, panel_member
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import in_days, make_officer
from tests.factories.documents import make_checked, make_document
from tests.web.desk.pages import beside


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    member = panel_member(officer)
    return sign_in(Role.PANEL_MEMBER, member=member)


@pytest.fixture
def item(officer, client):
    meeting = make_meeting(officer, seats=[other(client.member)])
    return on_agenda(meeting, listed(officer), by=officer)


def at(name, record):
    return reverse(f"partners:{name}", args=[record.pk])


def test_a_member_finds_the_paper_around_its_meeting(client, item):
    assert at("meeting", item.meeting) in client.get("/partners/papers").text
    assert at("paper", item) in client.get(at("meeting", item.meeting)).text

    shown = client.get(at("paper", item)).text

    assert item.case.reference in shown
    assert "Robin Example" in shown


def test_an_assessment_stands_in_the_paper_in_words(client, item, officer):
    record(item.case, officer)

    shown = client.get(at("paper", item)).text

    assert "Alone since the move." in shown
    assert "His grandmother, whom he sees each Sunday." in shown


def test_each_opening_is_logged_with_the_case(client, item, officer, sign_in):
    client.get(at("paper", item))

    event = Event.objects.filter(subject="partners:paper").latest("created_at")
    assert event.by == client.member.user_id
    assert {item.pk, item.case_id} <= set(event.subject_ids)
    desk = sign_in(officer.role, member=officer)
    looked = desk.get(reverse("desk:case-access", args=[item.case.reference])).text
    assert "Its paper for the panel" in looked


def test_outside_the_window_the_paper_is_not_there(client, item):
    item.meeting.starts_at -= timedelta(days=4)
    item.meeting.save()

    meeting = client.get(at("meeting", item.meeting)).text

    assert client.get(at("paper", item)).status_code == 404
    assert "They are closed now." in meeting
    assert item.case.reference not in meeting


def test_somebody_who_does_not_come_finds_neither_meeting_nor_paper(
    item, officer, sign_in
):
    stranger = panel_member(officer)
    client = sign_in(stranger.role, member=stranger)

    assert "You are invited to no meeting" in client.get("/partners/papers").text
    for place in (at("meeting", item.meeting), at("paper", item)):
        assert client.get(place).status_code == 404


def test_a_member_who_declares_an_interest_sees_nothing_more(client, item):
    place = at("declare", item)
    assert beside(client.post(place, {"reason": ""}), "reason")

    client.post(place, {"reason": "My nephew."})

    assert client.get(at("paper", item)).status_code == 404
    assert client.get(place).status_code == 404
    meeting = client.get(at("meeting", item.meeting)).text
    assert item.case.reference not in meeting
    assert item.case.interests.get().member == client.member


def test_a_member_opens_no_page_of_the_case(client, item):
    for name, key in (("case", item.case.reference), ("item", item.pk)):
        assert client.get(reverse(f"desk:{name}", args=[key])).status_code == 403


def test_the_meeting_is_taken_into_a_calendar(client, item):
    answer = client.get(at("invitation", item.meeting))

    assert answer["Content-Type"] == "text/calendar"
    assert item.case.reference.encode() not in answer.content


def test_an_action_is_read_and_done_by_its_owner(client, item, officer):
    today, member = timezone.localdate(), client.member
    task = Task("Ring the school.", "Health trust", in_days(2))
    action = tasks.give(item.case, task=task, owner=member, given_on=today, by=officer)
    assert "Ring the school." in client.get("/partners/papers").text
    asked = client.get(at("action", action)).text
    assert "Ring the school." in asked
    assert f'action="{at("action", action)}"' in asked
    assert beside(client.post(at("action", action), {"note": ""}), "note")

    client.post(at("action", action), {"note": "They answered."})

    assert "They answered." in client.get(at("action", action)).text
    assert "Nothing is open." in client.get("/partners/papers").text


def test_nobody_elses_action_is_there(client, item, officer):
    today = timezone.localdate()
    task = Task("Ring the school.", "Health trust", in_days(2))
    theirs = tasks.give(item.case, task=task, owner=officer, given_on=today, by=officer)

    assert client.get(at("action", theirs)).status_code == 404


def annexed(item):
    return make_checked(item, under=item.case_id, called="Timetable.pdf")


def test_a_document_opens_with_the_paper_and_each_opening_is_logged(
    client, item, clamd
):
    held = make_document(item, under=item.case_id, called="Held.pdf")
    document = annexed(item)
    place = reverse("partners:paper-document", args=[item.pk, document.pk])
    unchecked = reverse("partners:paper-document", args=[item.pk, held.pk])

    shown = client.get(at("paper", item)).text

    assert place in shown
    assert "Held.pdf" not in shown
    assert client.get(unchecked).status_code == 404
    answer = client.get(place)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.getvalue().startswith(b"%PDF")
    event = Event.objects.filter(subject="partners:paper-document").latest("created_at")
    assert event.by == client.member.user_id
    assert {document.pk, item.pk, item.case_id} <= set(event.subject_ids)


def test_a_document_is_closed_with_the_paper(client, item, clamd):
    place = reverse("partners:paper-document", args=[item.pk, annexed(item).pk])
    assert client.get(place).getvalue().startswith(b"%PDF")

    item.meeting.starts_at -= timedelta(days=4)
    item.meeting.save()

    assert client.get(place).status_code == 404


def test_who_declared_an_interest_opens_no_document(client, item, clamd):
    place = reverse("partners:paper-document", args=[item.pk, annexed(item).pk])

    client.post(at("declare", item), {"reason": "We are related."})

    assert client.get(place).status_code == 404


def test_a_document_of_another_paper_does_not_open_with_this_one(
    client, item, officer, clamd
):
    other_item = on_agenda(
        make_meeting(officer, in_days=60), listed(officer), by=officer
    )
    document = annexed(other_item)
    place = reverse("partners:paper-document", args=[item.pk, document.pk])

    assert client.get(place).status_code == 404
