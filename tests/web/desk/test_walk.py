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
    make_colleague,
    make_officer,
)

PAGES = ["referral", "referrer", "history", "openings", "messages", "notes"]
PAGES += ["likenesses", "story"]
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
    "weaker",
    "close",
    "answer-closing",
    "reopen",
    "give-feedback",
    "add-note",
    "national-reference",
    "correct",
]
MANAGERS = ["allocate-one", "restrict"]
UNREADING = [Role.ENTRY_CLERK, Role.PARTNER, Role.AUDITOR, Role.ADMINISTRATOR]


def statuses(client, referral, pages):
    """Return how each page of the referral answers: {page: status}."""
    addresses = {
        page: reverse(f"desk:{page}", args=[referral.reference]) for page in pages
    }
    return {page: client.get(path).status_code for page, path in addresses.items()}


def all_answer(status, pages):
    return dict.fromkeys(pages, status)


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


def test_an_officer_opens_every_page_of_a_referral(officer, sign_in):
    referral = acknowledged(officer)
    triage.record_police_outcome(referral, answer=ANSWER, why=WHY, by=decider(officer))

    found = statuses(sign_in(officer.role, member=officer), referral, PAGES + CHANGES)

    assert found == all_answer(200, PAGES + CHANGES)


def test_a_manager_opens_the_pages_of_managers(partnership, sign_in):
    manager = make_officer(partnership, role=Role.MANAGER)
    referral = arrived(manager)

    found = statuses(sign_in(manager.role, member=manager), referral, MANAGERS)

    assert found == all_answer(200, MANAGERS)


def test_somebody_of_another_team_finds_no_referral(officer, partnership, sign_in):
    referral = acknowledged(officer)
    stranger = make_officer(partnership, role=Role.MANAGER)
    pages = PAGES + CHANGES + MANAGERS

    found = statuses(sign_in(stranger.role, member=stranger), referral, pages)

    assert found == all_answer(404, pages)


def test_another_partnership_finds_no_referral(officer, sign_in):
    referral = acknowledged(officer)
    other = make_officer(role=Role.MANAGER)
    pages = PAGES + CHANGES + MANAGERS

    found = statuses(sign_in(other.role, member=other), referral, pages)

    assert found == all_answer(404, pages)


@pytest.mark.parametrize("role", UNREADING)
def test_a_role_that_does_not_read_opens_no_page(role, officer, sign_in):
    referral = acknowledged(officer)
    member = make_colleague(officer, role=role)

    found = statuses(sign_in(role, member=member), referral, PAGES + CHANGES)

    assert found == all_answer(403, PAGES + CHANGES)


def test_a_panel_chair_reads_and_changes_nothing(officer, sign_in):
    referral = acknowledged(officer)
    chair = make_colleague(officer, role=Role.PANEL_CHAIR)

    found = statuses(sign_in(chair.role, member=chair), referral, PAGES + CHANGES)

    assert found == all_answer(200, PAGES) | all_answer(403, CHANGES)


def test_whoever_is_not_named_finds_no_restricted_referral(officer, sign_in):
    referral = acknowledged(officer, is_restricted=True)

    found = statuses(sign_in(officer.role, member=officer), referral, PAGES)

    assert found == all_answer(404, PAGES)
