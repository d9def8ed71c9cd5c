"""Every page of the desk, by each role, in each stage."""

import pytest
from django.urls import reverse

from saltmarsh.access.permissions import Role
from saltmarsh.casework.triage import actions as triage
from tests.casework.triage.desk import (
    ANSWER,
    WHY,
    acknowledged,
    arrived,
    decider,
    make_officer,
)

PAGES = ["referral", "referrer", "history", "openings", "messages", "notes"]
CHANGES = [
    "acknowledge",
    "pass-to-police",
    "police-outcome",
    "ask-for-more",
    "refer-on",
    "below-threshold",
    "section-36",
    "quality",
    "link",
    "close",
    "answer-closing",
    "reopen",
    "give-feedback",
    "add-note",
    "national-reference",
    "correct",
]
MANAGERS = ["allocate-one", "restrict"]


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.mark.parametrize("page", PAGES + CHANGES)
def test_an_officer_opens_every_page_of_a_referral(page, officer, sign_in):
    referral = acknowledged(officer)
    triage.record_police_outcome(
        referral, answer=ANSWER, why=WHY, by=decider(officer)
    )

    answer = sign_in(officer.role, member=officer).get(
        reverse(f"desk:{page}", args=[referral.reference])
    )

    assert answer.status_code == 200
    assert referral.reference in answer.text


@pytest.mark.parametrize("page", MANAGERS)
def test_a_manager_opens_the_pages_of_managers(page, partnership, sign_in):
    manager = make_officer(partnership, role=Role.MANAGER)
    referral = arrived(manager)
    address = reverse(f"desk:{page}", args=[referral.reference])

    assert sign_in(manager.role, member=manager).get(address).status_code == 200


@pytest.mark.parametrize("page", PAGES + CHANGES + MANAGERS)
def test_somebody_of_another_team_finds_no_referral(
    page, officer, partnership, sign_in
):
    referral = acknowledged(officer)
    stranger = make_officer(partnership, role=Role.MANAGER)

    answer = sign_in(stranger.role, member=stranger).get(
        reverse(f"desk:{page}", args=[referral.reference])
    )

    assert answer.status_code == 404


@pytest.mark.parametrize("page", PAGES + CHANGES + MANAGERS)
def test_another_partnership_finds_no_referral(page, officer, sign_in):
    referral = acknowledged(officer)
    other = make_officer(role=Role.MANAGER)

    answer = sign_in(other.role, member=other).get(
        reverse(f"desk:{page}", args=[referral.reference])
    )

    assert answer.status_code == 404


@pytest.mark.parametrize("page", PAGES + CHANGES)
@pytest.mark.parametrize(
    "role", [Role.ENTRY_CLERK, Role.PARTNER, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_a_role_that_does_not_read_opens_no_page(page, role, officer, sign_in):
    referral = acknowledged(officer)
    member = make_officer(officer.partnership, officer.team, role=role)

    answer = sign_in(role, member=member).get(
        reverse(f"desk:{page}", args=[referral.reference])
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_a_panel_chair_reads(page, officer, sign_in):
    referral = acknowledged(officer)
    chair = make_officer(officer.partnership, officer.team, role=Role.PANEL_CHAIR)

    answer = sign_in(chair.role, member=chair).get(
        reverse(f"desk:{page}", args=[referral.reference])
    )

    assert answer.status_code == 200


@pytest.mark.parametrize("page", CHANGES)
def test_a_panel_chair_changes_nothing(page, officer, sign_in):
    referral = acknowledged(officer)
    chair = make_officer(officer.partnership, officer.team, role=Role.PANEL_CHAIR)

    answer = sign_in(chair.role, member=chair).get(
        reverse(f"desk:{page}", args=[referral.reference])
    )

    assert answer.status_code == 403
