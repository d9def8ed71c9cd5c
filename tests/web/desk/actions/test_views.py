import pytest
from django.urls import reverse
from django.utils import timezone

from saltmarsh.casework.panels import tasks
from saltmarsh.casework.panels.rules import Task
from tests.casework.meetings.room import panel_member
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import in_days, make_colleague, make_officer


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def give(officer, owner, text, days):
    today = timezone.localdate()
    made = tasks.give(
        listed(officer),
        task=Task(text, "Council", today),
        owner=owner,
        given_on=today,
        by=officer,
    )
    made.due_on = in_days(days)
    made.save()
    return made


def test_the_log_of_actions_is_filtered(client, officer):
    late = give(officer, panel_member(officer), "Ring the school.", -1)
    mine = give(officer, officer, "Write to the clinic.", 3)

    def shown(which):
        text = client.get(reverse("desk:actions"), {"show": which}).text
        return "Ring the school." in text, "Write to the clinic." in text

    assert shown("open") == (True, True)
    assert shown("overdue") == (True, False)
    assert shown("mine") == (False, True)
    assert shown("done") == (False, False)
    tasks.finish(late, note="They answered.", by=officer)
    assert shown("done") == (True, False)
    assert (
        reverse("partners:action", args=[mine.pk]) in client.get("/desk/actions").text
    )


def test_an_owner_at_the_desk_says_that_it_is_done(client, officer):
    action = give(officer, officer, "Write to the clinic.", 3)

    client.post(reverse("partners:action", args=[action.pk]), {"note": "Written."})

    action.refresh_from_db()
    assert action.note == "Written."


def test_what_somebody_has_to_do_is_given_on_before_they_go(officer, sign_in):
    leaver, other = panel_member(officer), panel_member(officer)
    action = give(officer, leaver, "Ring the school.", 3)
    manager = make_colleague(officer, role="manager")
    client = sign_in("manager", member=manager)
    admin = sign_in("administrator")
    gone = reverse("manage:remove-person", args=[leaver.pk])
    assert "still has actions of the panel" in admin.post(gone).text
    place = reverse("desk:action-pass-on", args=[action.pk])
    assert place in client.get(reverse("desk:leaver", args=[leaver.pk])).text
    asked = client.get(place).text
    assert "Ring the school." in asked
    assert f'action="{place}"' in asked

    client.post(place, {"owner": other.pk, "agency": "College"})

    action.refresh_from_db()
    assert action.owner == other
    admin.post(gone)
    leaver.refresh_from_db()
    assert leaver.left_at is not None
