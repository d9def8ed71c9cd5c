import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases import sight
from saltmarsh.casework.gathering.models import InformationRequest
from tests.casework.cases.room import AGENCY, make_case
from tests.casework.cases.test_sight import restricted
from tests.casework.complaints.made import make_complaint
from tests.casework.gathering.asked import make_request
from tests.casework.interventions.meeting import briefed, make_provider
from tests.casework.meetings.room import make_meeting, other, panel_member
from tests.casework.triage.desk import arrived, make_colleague, make_officer
from tests.factories.foundation import MembershipFactory


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def manager(officer):
    return make_colleague(officer, role="manager")


@pytest.fixture
def client(manager, sign_in):
    return sign_in("manager", member=manager)


def page_of(member):
    return f"/desk/leavers/{member.pk}"


def test_a_leaver_is_found_from_the_cases(client, officer):
    assert "/desk/leavers" in client.get("/desk/cases").text
    assert page_of(officer) in client.get("/desk/leavers").text
    assert "leads no case" in client.get(page_of(officer)).text


def test_cases_and_referrals_are_given_to_others(client, officer, manager):
    case, referral = make_case(officer), arrived(officer, owner=officer)
    page = client.get(page_of(officer)).text
    assert case.reference in page
    assert referral.reference in page

    given = {"cases": [case.reference], "lead": str(manager.pk), "agency": AGENCY}
    client.post(page_of(officer), {"what": "cases"} | given)
    given = {"referrals": [referral.reference], "owner": str(manager.pk)}
    client.post(page_of(officer), {"what": "referrals"} | given)

    case.refresh_from_db()
    referral.refresh_from_db()
    assert case.lead == referral.owner == manager


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, officer):
    make_case(officer)

    answer = client.post(page_of(officer), {"what": "cases", "agency": AGENCY})

    assert "Select at least one case" in answer.text
    assert AGENCY in answer.text


def test_who_leads_is_not_removed_nor_made_something_else(officer, sign_in):
    case = make_case(officer)
    admin = sign_in(Role.ADMINISTRATOR)
    place = f"/manage/people/{officer.pk}"
    assert page_of(officer) in admin.get(f"{place}/remove").text

    answer = admin.post(f"{place}/remove")
    changed = admin.post(place, {"role": "content_editor", "organisation": ""})

    for told in (answer, changed):
        assert "still leads cases" in told.text
    officer.refresh_from_db()
    assert (officer.left_at, officer.role) == (None, "triage_officer")
    case.stage, case.due_at = "closed", None
    case.save()
    assert admin.post(f"{place}/remove").status_code == 302


def test_what_waits_is_given_to_others_and_holds_them_back_until_then(
    client, officer, manager, sign_in
):
    made = make_complaint(officer)
    place = f"/manage/people/{officer.pk}/remove"
    admin = sign_in(Role.ADMINISTRATOR)
    assert "still wait for this person" in admin.post(place).text
    empty = client.post(page_of(officer), {"what": "tasks", "doer": str(manager.pk)})
    assert "Select at least one task" in empty.text

    given = {"what": "tasks", "tasks": [str(made.pk)], "doer": str(manager.pk)}
    client.post(page_of(officer), given)

    made.refresh_from_db()
    assert made.owner == manager
    assert admin.post(place).status_code == 302


@pytest.mark.parametrize("role", [Role.PARTNER, Role.INTERVENTION_PROVIDER])
def test_who_answers_requests_or_gives_support_is_looked_up_too(client, officer, role):
    member = MembershipFactory(partnership=officer.partnership, role=role)

    assert page_of(member) in client.get("/desk/leavers").text


def test_what_a_partner_was_asked_is_asked_of_a_colleague(client, officer):
    asked = make_request(officer)
    partner = asked.member
    page = client.get(page_of(partner)).text
    assert "Nobody else of their organisation" in page
    assert "Ask this person instead" not in page

    colleague = MembershipFactory(
        partnership=officer.partnership,
        role=Role.PARTNER,
        organisation=partner.organisation,
    )
    missing = client.post(page_of(partner), {"what": "requests"})
    chosen = {"requests": [str(asked.pk)], "whom": str(colleague.pk)}
    answer = client.post(page_of(partner), {"what": "requests"} | chosen)

    assert "Select at least one request" in missing.text
    assert answer.status_code == 302
    asked.refresh_from_db()
    assert asked.member == colleague


def test_a_request_about_a_case_that_one_may_not_see_is_not_passed_on(
    client, officer, manager
):
    asked = make_request(officer)
    colleague = MembershipFactory(
        partnership=officer.partnership,
        role=Role.PARTNER,
        organisation=asked.member.organisation,
    )
    restricted(asked.case, officer, by=officer)

    chosen = {"requests": [str(asked.pk)], "whom": str(colleague.pk)}
    client.post(page_of(asked.member), {"what": "requests"} | chosen)

    page = client.get(page_of(asked.member)).text
    assert asked.case.reference not in page
    assert "something that you may not see" in page
    assert InformationRequest.objects.get(pk=asked.pk).member == asked.member


def test_support_goes_to_a_colleague_who_is_briefed_anew(client, officer):
    leaver, colleague = make_provider(officer), make_provider(officer)
    action = briefed(officer, provider=leaver)
    page = client.get(page_of(leaver)).text
    assert "brief them in writing" in page
    missing = client.post(page_of(leaver), {"what": "support"})
    assert "Enter why somebody else gives it" in missing.text

    chosen = {"support": [str(action.pk)], "giver": str(colleague.pk)}
    given = {"what": "support", "reason": "She leaves the trust."} | chosen
    assert client.post(page_of(leaver), given).status_code == 302

    action.refresh_from_db()
    assert action.provider == colleague
    plan = client.get(f"/desk/cases/{action.case.reference}/plan").text
    assert "She leaves the trust." in plan
    assert "Not briefed in writing yet" in plan
    assert action.case.reference not in client.get(page_of(leaver)).text


def test_a_refused_giver_is_said_and_nothing_is_moved(client, officer):
    leaver, colleague = make_provider(officer), make_provider(officer)
    action = briefed(officer, provider=leaver)
    sight.declare(action.case, member=colleague, reason="His aunt.", by=officer)

    chosen = {"support": [str(action.pk)], "giver": str(colleague.pk)}
    given = {"what": "support", "reason": "She leaves the trust."} | chosen
    answer = client.post(page_of(leaver), given)

    assert "declared an interest" in answer.text
    assert ">She leaves the trust.</textarea>" in answer.text
    action.refresh_from_db()
    assert action.provider == leaver


def test_support_of_who_has_no_colleague_is_ended_on_the_plan(client, officer):
    leaver = make_provider(officer)
    action = briefed(officer, provider=leaver)

    page = client.get(page_of(leaver)).text

    assert "Nobody else of their agency has an account" in page
    assert f"/desk/cases/{action.case.reference}/plan" in page
    assert "Give this support" not in page


def test_a_standing_place_goes_to_a_colleague(client, officer, manager):
    leaver, colleague = panel_member(officer), panel_member(officer)
    meeting = make_meeting(officer, in_days=7, seats=[other(leaver)])
    seat = meeting.series.seats.get()
    page = client.get(page_of(leaver)).text
    assert "Channel panel, Health trust" in page

    chosen = {"seats": [str(seat.pk)], "comer": str(colleague.pk)}
    answer = client.post(page_of(leaver), {"what": "seats"} | chosen)

    assert answer.status_code == 302
    assert meeting.series.seats.get(ended_at=None).member == colleague
