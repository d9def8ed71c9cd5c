from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.cases.models import Case, StageChange
from saltmarsh.casework.interventions.models import Session
from tests.casework.interventions.meeting import (
    BRIEFING,
    briefed,
    commissioned,
    meet,
    missed,
)
from tests.casework.support.given import acting, supported
from tests.casework.triage.desk import in_days, make_officer
from tests.web.desk.cases.pages import address, change
from tests.web.desk.pages import beside, day

SILENCE = "Silence: nobody has met this person since support started"


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def page(client, name, case):
    return client.get(address(name, case)).text


def let_pass(case, days):
    """Let support have started so many days ago."""
    started = timezone.now() - timedelta(days=days)
    StageChange.objects.filter(case=case).update(created_at=started)
    Case.objects.filter(pk=case.pk).update(created_at=started)


def test_the_lead_briefs_a_provider_and_sees_that_it_is_unread(client, officer):
    action = commissioned(officer)
    case = action.case
    assert "Not briefed in writing yet" in page(client, "case-plan", case)
    assert beside(change(client, "case-brief", case, action.pk, text=""), "text")

    change(client, "case-brief", case, action.pk, text=BRIEFING)

    shown = page(client, "case-plan", case)
    assert BRIEFING in shown
    assert "Not read yet: no session can be recorded" in shown


def test_the_plan_tells_sessions_held_from_those_planned(client, officer):
    action = briefed(officer)
    meet(action)
    meet(action, missed())

    shown = page(client, "case-plan", action.case)

    assert "1 held, 1 not held, 0 still planned" in shown
    assert "They talked about college." in shown
    assert "He did not come." in shown


def test_another_agency_s_contact_is_recorded_and_is_the_last_actual_one(
    client, officer
):
    action = acting(officer)
    case = action.case
    assert "None since support started" in page(client, "case", case)
    wrong = day("on", in_days(1)) | {"report": ""}
    answer = change(client, "case-contact", case, action.pk, **wrong)
    assert beside(answer, "report")
    assert not Session.objects.exists()

    typed = day("on", in_days(0)) | {"report": "Rang him at work."}
    change(client, "case-contact", case, action.pk, **typed)

    assert "None since support started" not in page(client, "case", case)
    assert "Rang him at work." in page(client, "case-plan", case)


def test_another_agency_s_contacts_are_planned_held_and_missed_as_a_provider_s_are(
    client, officer
):
    action = acting(officer)
    case = action.case
    past = change(
        client, "case-plan-contact", case, action.pk, **day("on", in_days(-1))
    )
    assert beside(past, "on")
    for _each in range(2):
        change(client, "case-plan-contact", case, action.pk, **day("on", in_days(0)))
    first, second = case.sessions.all()
    assert "0 held, 0 not held, 2 still planned" in page(client, "case-plan", case)
    assert "None since support started" in page(client, "case", case)

    place = ("case-record-contact", case, action.pk)
    undated = {"state": "held", "report": "They talked about college."}
    assert beside(change(client, *place, first.pk, **undated), "on")
    held = undated | day("on", in_days(0))
    change(client, *place, first.pk, **held)
    change(client, *place, second.pk, state="missed", report="He did not come.")

    shown = page(client, "case-plan", case)
    assert "1 held, 1 not held, 0 still planned" in shown
    assert "They talked about college." in shown
    assert "None since support started" not in page(client, "case", case)
    gone = client.get(address("case-record-contact", case, action.pk, first.pk))
    assert gone.status_code == 404


def test_a_provider_s_sessions_are_theirs_to_plan_and_report(client, officer):
    action = briefed(officer)
    place = address("case-plan-contact", action.case, action.pk)

    assert client.get(place).status_code == 404
    assert "Plan a contact" not in page(client, "case-plan", action.case)


def test_silence_stays_on_top_of_the_case_until_it_is_explained(client, officer):
    case = supported(officer)
    assert SILENCE not in page(client, "case", case)
    let_pass(case, 40)
    assert SILENCE in page(client, "case", case)
    assert beside(change(client, "case-silence", case, reasons=""), "reasons")
    assert SILENCE in page(client, "case", case)

    change(client, "case-silence", case, reasons="He is with his aunt until May.")

    shown = page(client, "case", case)
    assert SILENCE not in shown
    assert "Silence explained" in shown


def test_what_was_held_is_on_the_timeline(client, officer):
    action = briefed(officer)
    meet(action)

    shown = page(client, "case", action.case)

    assert "Assessment recorded" in shown
    assert "Contact: Held" in shown
