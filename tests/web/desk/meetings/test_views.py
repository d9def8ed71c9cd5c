"""A chair's pages: planning meetings, and the day of one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.meetings import sitting
from saltmarsh.casework.meetings.lifecycle import State
from saltmarsh.casework.panels import tasks
from saltmarsh.casework.panels.rules import Task
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Email
from tests.casework.cases.room import make_case
from tests.casework.meetings.room import (
    FORCE,
    chair_of,
    make_meeting,
    on_agenda,
    panel_member,
    ready,
)
from tests.casework.panels.sat import listed
from tests.casework.support.given import WORDS, acting
from tests.casework.triage.desk import in_days, make_officer
from tests.web.desk.pages import beside, day

WHEN = {"at": "9:30am", "minutes": "120", "place": "Room 2", "link": ""}
DECIDED = {
    "outcome": "adopted",
    "consent_plan": "R. Quay rings on Monday.",
    "mode": "majority",
    "dissent": "Health: wait.",
    "reasons": "A fixed interest.",
    "unasked_why": "They sat in the panel.",
}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    chair = chair_of(officer)
    return sign_in(chair.role, member=chair)


@pytest.fixture
def desk(officer, sign_in):
    return sign_in(officer.role, member=officer)


def at(name, *arguments):
    return reverse(f"desk:{name}", args=[each.pk for each in arguments])


def page(client, name, *arguments):
    return client.get(at(name, *arguments)).text


def test_a_series_is_begun_with_its_meetings(desk, officer):
    assert "There is no series of meetings yet" in page(desk, "meetings")
    first = timezone.localdate() + timedelta(days=7)
    asked = {"name": "Channel panel", "team": officer.team.pk} | WHEN
    asked |= {"every": "2", "unit": "weeks", "count": "3"} | day("day", first)

    wrong = desk.post(at("begin-series"), asked | {"at": "late", "count": "0"})
    assert beside(wrong, "at")
    assert beside(wrong, "count")
    desk.post(at("begin-series"), asked)

    [series] = officer.partnership.series.all()
    starts = [timezone.localtime(each.starts_at) for each in series.meetings.all()]
    assert sorted(each.date() - first for each in starts) == [
        timedelta(weeks=weeks) for weeks in (0, 2, 4)
    ]
    assert {(each.hour, each.minute) for each in starts} == {(9, 30)}
    assert "Channel panel" in page(desk, "meetings")


def test_members_are_seated_and_unseated(desk, officer):
    meeting, member = make_meeting(officer, in_days=7), panel_member(officer)
    place = at("seat", meeting.series)
    typed = {"member": member.pk, "side": "police", "agency": "Police"}
    assert beside(desk.post(place, typed), "force")

    desk.post(place, typed | {"force": FORCE})

    seat = meeting.series.seats.get()
    assert str(member) in page(desk, "series", meeting.series)
    assert str(member) in page(desk, "meeting", meeting)
    desk.post(at("unseat", meeting.series, seat))
    assert str(member) not in page(desk, "meeting", meeting)


def test_the_next_meeting_is_offered_on_the_day_that_follows(desk, officer):
    meeting = make_meeting(officer)
    assert 'value="10:00"' in page(desk, "plan-meeting", meeting.series)
    following = timezone.localdate() + timedelta(days=28)

    desk.post(at("plan-meeting", meeting.series), WHEN | day("day", following))

    newest = meeting.series.meetings.order_by("-starts_at").first()
    assert timezone.localdate(newest.starts_at) == following


def test_a_meeting_moves_and_is_cancelled(desk, officer):
    meeting = make_meeting(officer)
    moved = timezone.localdate() + timedelta(days=3)
    desk.post(at("move-meeting", meeting), WHEN | day("day", moved))
    meeting.refresh_from_db()
    assert timezone.localdate(meeting.starts_at) == moved
    assert "Cancel the meeting" in page(desk, "cancel-meeting", meeting)

    desk.post(at("cancel-meeting", meeting))

    meeting.refresh_from_db()
    assert meeting.state == State.CANCELLED
    again = desk.post(at("move-meeting", meeting), WHEN | day("day", moved))
    assert "The meeting was cancelled" in again.text


def test_an_agenda_is_built_from_what_is_due_and_ordered(desk, officer):
    meeting, one, two = make_meeting(officer), listed(officer), make_case(officer)
    offered = page(desk, "agenda", meeting)
    assert f"{one.reference}: Listed for the panel" in offered
    assert beside(desk.post(at("agenda", meeting), {}), "other")

    desk.post(at("agenda", meeting), {"due": [one.pk], "other": two.pk})

    first, second = meeting.items.order_by("position")
    assert (first.why, second.why) == ("listed", "picked")
    desk.post(at("item-up", second))
    assert meeting.items.order_by("position").first() == second
    desk.post(at("item-remove", first))
    assert meeting.items.get() == second
    assert one.reference not in page(desk, "meeting", meeting)


def test_each_case_on_an_agenda_says_why_it_is_due(desk, officer):
    meeting, action = make_meeting(officer), acting(officer, due_on=in_days(0))
    action.case.support_actions.update(due_on=in_days(-2))
    due = f"Not done, due on {date_format(in_days(-2), 'j F Y')}: {WORDS['what']}"
    assert f"{action.case.reference}: {due}" in page(desk, "agenda", meeting)

    desk.post(at("agenda", meeting), {"due": [action.case.pk], "other": ""})

    assert due in page(desk, "meeting", meeting)
    assert due in page(desk, "item", meeting.items.get())
    assert due in page(desk, "item-paper", meeting.items.get())
    assert "Nothing else is due" in page(desk, "agenda", meeting)


def test_an_item_from_before_reasons_were_kept_says_its_main_one(desk, officer):
    meeting = make_meeting(officer)
    item = on_agenda(meeting, listed(officer), by=officer)
    meeting.items.update(sealed_due=None, why="listed")

    assert "Listed for the panel" in page(desk, "item", item)


def test_a_team_sees_its_own_meetings_alone(officer, sign_in):
    meeting = make_meeting(officer)
    other = make_officer(officer.partnership)
    client = sign_in(other.role, member=other)

    assert client.get(at("meeting", meeting)).status_code == 404
    assert str(meeting.pk) not in page(client, "meetings")


def test_a_restricted_case_is_on_nobodys_page_who_may_not_see_it(client, officer):
    meeting = make_meeting(officer)
    case = listed(officer, is_restricted=True)
    item = on_agenda(meeting, case, by=officer)

    for name in ("meeting", "minutes"):
        assert case.reference not in page(client, name, meeting)
    assert client.get(at("item", item)).status_code == 404


def test_invitations_are_sent_and_kept_by_a_calendar(desk, officer):
    meeting = make_meeting(officer, in_days=7)
    member = panel_member(officer)
    typed = {"member": member.pk, "side": "other", "agency": "Health", "only_for": ""}
    desk.post(at("invite", meeting), typed)

    answer = desk.post(at("call-meeting", meeting), follow=True)

    assert "are told" in answer.text
    assert Email.objects.get().to == member.user.email
    file = desk.get(at("invitation", meeting))
    assert file["Content-Type"] == "text/calendar"
    assert b"BEGIN:VEVENT" in file.content
    assert str(member).encode() not in file.content


def test_a_guest_is_named_or_nobody_comes(desk, officer):
    meeting = make_meeting(officer)
    typed = {"member": "", "name": "", "side": "other", "agency": "College"}
    assert beside(desk.post(at("invite", meeting), typed), "name")

    desk.post(at("invite", meeting), typed | {"name": "B. Reed"})

    assert "B. Reed, College" in page(desk, "meeting", meeting)


def test_attendance_says_who_is_in_the_chair(client, officer):
    item = ready(officer)
    mine = item.meeting.attendees.get(side="authority")
    police = item.meeting.attendees.get(side="police")
    typed = {f"person-{mine.pk}": "attended", f"person-{police.pk}": "apologies"}

    client.post(at("attendance", item.meeting), typed | {"chair": mine.pk})

    shown = page(client, "meeting", item.meeting)
    assert "In the chair" in shown
    assert "Sent apologies" in shown
    assert "Cannot be opened" in shown
    absent = typed | {f"person-{mine.pk}": "absent", "chair": mine.pk}
    refused = client.post(at("attendance", item.meeting), absent)
    assert "must attend" in refused.text


def test_without_police_nothing_is_opened_and_the_page_says_why(client, officer):
    item = ready(officer)
    item.meeting.attendees.filter(side="police").update(state="absent")

    shown = page(client, "item", item)
    answer = client.post(at("item-open", item))

    item.refresh_from_db()
    assert "Nobody attends for Marsh Police" in shown
    assert at("item-open", item) not in shown
    assert answer.status_code == 409
    assert item.opened_at is None


def test_where_the_person_lives_is_recorded_or_why_it_is_not(client, officer):
    item = ready(officer)
    unknown = {"force": FORCE, "home": "no", "chair": ""}
    assert beside(client.post(at("item-place", item), unknown), "why")

    client.post(at("item-place", item), unknown | {"why": "Last seen there."})

    assert "Last seen there." in page(client, "item", item)
    other = {"force": "other", "other_force": "Fell Police", "home": "yes", "chair": ""}
    client.post(at("item-place", item), other)
    assert "Nobody attends for Fell Police" in page(client, "item", item)


def test_a_case_is_opened_and_decided_in_the_meeting(client, officer):
    item = ready(officer)
    early = client.post(
        at("item-decide", item), DECIDED | {"version": item.case.version}
    )
    assert "Open the case in the meeting first" in early.text
    assert DECIDED["reasons"] in early.text
    unasked = client.post(
        at("item-decide", item),
        DECIDED | {"version": item.case.version, "unasked_why": ""},
    )
    assert "Nobody has asked who made the referral again" in unasked.text
    client.post(at("item-open", item))
    assert at("item-decide", item) in page(client, "item", item)

    item.case.refresh_from_db()
    client.post(at("item-decide", item), DECIDED | {"version": item.case.version})

    item.refresh_from_db()
    item.case.refresh_from_db()
    assert item.case.stage == Stage.ADOPTED
    assert "Health: wait." in page(client, "item", item)
    case = client.get(reverse("desk:case", args=[item.case.reference])).text
    assert "Sgt T. Weir" in case
    assert "Took part" in case


def test_the_panel_decides_that_a_supported_case_is_to_be_closed(client, officer):
    item = ready(officer)
    item.case.stage = Stage.SUPPORTED
    item.case.save()
    client.post(at("item-open", item))
    assert "decides to close the case" in page(client, "item", item)
    typed = {"mode": "majority", "reasons": "He works now.", "unasked_why": "Told."}
    typed |= {"version": item.case.version}
    assert beside(client.post(at("item-decide", item), typed), "dissent")

    client.post(at("item-decide", item), typed | {"dissent": "Health: too soon."})

    shown = page(client, "item", item)
    assert "To be closed" in shown
    assert "Health: too soon." in shown
    assert "It is not closed yet" in shown
    item.case.refresh_from_db()
    assert item.case.stage == Stage.SUPPORTED


def test_an_officer_prepares_and_does_not_decide(desk, officer):
    item = ready(officer)

    assert "The chair opens it." in page(desk, "item", item)
    assert desk.post(at("item-open", item)).status_code == 403
    assert desk.post(at("item-decide", item), DECIDED).status_code == 403


def test_who_declares_their_own_interest_sees_no_more_of_it(client, officer):
    item = ready(officer)
    mine = sitting.meetings.expect(
        item.meeting,
        sitting.meetings.Comer("authority", "Council", member=client.member),
    )
    assert beside(client.post(at("item-interest", item), {"who": mine.pk}), "reason")

    typed = {"who": mine.pk, "reason": "My nephew."}
    answer = client.post(at("item-interest", item), typed)

    assert answer.url == at("meeting", item.meeting)
    for place in (at("item", item), at("item-paper", item)):
        assert client.get(place).status_code == 404
    reference = item.case.reference
    assert reference not in page(client, "meeting", item.meeting)
    assert reference not in page(client, "minutes", item.meeting)
    assert client.get(reverse("desk:case", args=[reference])).status_code == 404


def test_an_interest_of_another_is_on_the_page_for_the_chair(client, officer):
    item = ready(officer)
    guest = item.meeting.attendees.get(side="police")

    client.post(at("item-interest", item), {"who": guest.pk, "reason": "A neighbour."})

    shown = page(client, "item", item)
    assert "A neighbour." in shown
    assert "Nobody attends for Marsh Police" in shown


def test_the_chair_records_that_an_interest_was_declared_in_error(
    client, desk, officer
):
    item = ready(officer)
    guest = item.meeting.attendees.get(side="police")
    client.post(at("item-interest", item), {"who": guest.pk, "reason": "A neighbour."})
    place = at("item-interest-error", item, item.case.interests.get())
    assert "declared in error" not in page(desk, "item", item)
    assert desk.post(place, {"reason": "Another person."}).status_code == 403
    assert beside(client.post(place, {"reason": " "}), "reason")

    client.post(place, {"reason": "Another person of that name."})

    shown = page(client, "item", item)
    assert "A neighbour." in shown
    assert "Another person of that name." in shown
    assert "Nobody attends for Marsh Police" not in shown
    assert client.get(place).status_code == 404


def test_an_action_is_given_to_one_owner(client, officer):
    item, member = ready(officer), panel_member(officer)
    typed = {"text": "Ring the school.", "owner": member.pk, "agency": "Health"}
    assert beside(client.post(at("item-action", item), typed), "due_on")

    due_on = timezone.localdate() + timedelta(days=7)
    client.post(at("item-action", item), typed | day("due_on", due_on))

    assert "Ring the school." in page(client, "item", item)
    action = item.case.panel_actions.get()
    assert (action.owner, action.due_on) == (member, due_on)


def test_the_paper_is_read_at_the_desk_and_each_opening_is_logged(client, officer):
    item = ready(officer)

    shown = page(client, "item-paper", item)

    assert "Robin Example" in shown
    event = Event.objects.filter(subject="desk:item-paper").latest("created_at")
    assert {item.pk, item.case_id} <= set(event.subject_ids)


def test_a_longer_agenda_asks_no_more_of_the_database(
    client, officer, django_assert_max_num_queries
):
    item = ready(officer)
    with CaptureQueriesContext(connection) as short:
        page(client, "meeting", item.meeting)
    for _ in range(3):
        on_agenda(item.meeting, listed(officer), by=item.leader)

    with django_assert_max_num_queries(len(short)):
        assert page(client, "meeting", item.meeting).count("Added by choice") == 4


def test_nothing_stands_in_the_way_on_the_page_before_the_day(client, officer):
    meeting = make_meeting(officer, in_days=3)
    on_agenda(meeting, listed(officer), by=officer)

    assert "Cannot be opened" not in page(client, "meeting", meeting)


def test_the_page_of_a_case_tells_of_its_meetings_and_actions(client, officer):
    item, member = ready(officer), panel_member(officer)
    place = reverse("desk:case", args=[item.case.reference])
    task = Task("Ring the school.", "Health", timezone.localdate())
    kept = {"given_on": timezone.localdate(), "by": officer}
    tasks.give(item.case, task=task, owner=member, **kept)

    shown = client.get(place).text

    assert at("item", item) in shown
    assert "Ring the school." in shown
