import pytest
from django.urls import reverse

from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.triage import actions as triage
from tests.casework.triage.desk import (
    WHY,
    acknowledged,
    arrived,
    decider,
    make_colleague,
    make_officer,
)

REASONS = {"options": "Wait, or ask.", "reasons": "The school said so."}


def address(page, referral):
    return reverse(f"desk:{page}", args=[referral.reference])


def test_a_decision_is_recorded_and_its_page_left(partnership, sign_in):
    officer = make_officer(partnership)
    referral = acknowledged(officer)
    client = sign_in(officer.role, member=officer)

    posted = REASONS | {"version": referral.version}
    answer = client.post(address("pass-to-police", referral), posted)

    referral.refresh_from_db()
    assert answer["Location"] == address("referral", referral)
    assert referral.stage == Stage.WITH_POLICE


def test_a_decision_without_reasons_is_asked_again(partnership, sign_in):
    officer = make_officer(partnership)
    referral = acknowledged(officer)
    client = sign_in(officer.role, member=officer)

    answer = client.post(address("pass-to-police", referral), {"options": "To wait"})

    assert "Enter your reasons" in answer.text
    assert "To wait" in answer.text


def test_two_people_at_once_see_both_and_lose_nothing(partnership, sign_in):
    officer = make_officer(partnership)
    referral = acknowledged(officer)
    client = sign_in(officer.role, member=officer)
    seen = {"version": referral.version, "seen_at": referral.created_at.isoformat()}
    colleague = make_colleague(officer)
    triage.decide_section_36(referral, code="met", why=WHY, by=decider(colleague))

    answer = client.post(address("pass-to-police", referral), REASONS | seen)

    assert "Somebody else changed this referral" in answer.text
    assert REASONS["reasons"] in answer.text
    assert WHY.reasons in answer.text
    assert str(colleague.user) in answer.text
    referral.refresh_from_db()
    assert referral.stage == Stage.SECTION_36


def test_what_was_typed_is_applied_once_both_were_seen(partnership, sign_in):
    officer = make_officer(partnership)
    referral = acknowledged(officer)
    client = sign_in(officer.role, member=officer)

    posted = REASONS | {"version": referral.version - 1}
    stale = client.post(address("pass-to-police", referral), posted)
    assert f'name="version" value="{referral.version}"' in stale.text
    client.post(
        address("pass-to-police", referral), REASONS | {"version": referral.version}
    )

    referral.refresh_from_db()
    assert referral.stage == Stage.WITH_POLICE


@pytest.mark.parametrize(
    "seen_at", ["never", "2026-13-45T99:99:99+00:00", "2026-01-05"]
)
def test_a_version_that_is_none_is_taken_for_an_old_one(partnership, sign_in, seen_at):
    officer = make_officer(partnership)
    referral = acknowledged(officer)
    client = sign_in(officer.role, member=officer)

    posted = REASONS | {"version": "x", "seen_at": seen_at}
    answer = client.post(address("pass-to-police", referral), posted)

    assert "Somebody else changed this referral" in answer.text


def test_a_page_that_gives_no_intelligence_says_so(partnership, sign_in):
    officer = make_officer(partnership)
    referral = acknowledged(officer)
    client = sign_in(officer.role, member=officer)

    assert (
        "Never enter intelligence"
        in client.get(address("police-outcome", referral)).text
    )


def test_a_quarantined_referral_is_read_and_released(partnership, sign_in):
    officer = make_officer(partnership)
    referral = arrived(officer, quarantine="honeypot")
    client = sign_in(officer.role, member=officer)
    assert referral.reference in client.get("/desk/quarantine").text
    page = address("quarantined", referral)
    assert "Robin Example" in client.get(page).text
    assert client.get(address("referral", referral)).status_code == 404

    client.post(page, {"answer": "release", "reasons": "A person wrote it."})

    referral.refresh_from_db()
    assert referral.stage == Stage.RECEIVED
