from dataclasses import replace

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.actions import StaleCase
from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.panels import actions as panels
from saltmarsh.casework.panels.models import PanelDecision
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.cases.room import make_case
from tests.casework.exits.closed import supported
from tests.casework.gathering.asked import make_request
from tests.casework.panels.sat import (
    ADOPTED,
    NOT_ADOPTED,
    TO_CLOSE,
    TRANSFER,
    decided,
    listed,
    sitting,
)
from tests.casework.triage.desk import make_officer


@pytest.fixture
def officer():
    return make_officer()


def test_an_adopted_case_waits_for_consent(officer):
    case = decided(officer)

    assert (case.stage, case.due_for) == (Stage.ADOPTED, "consent")
    moves = case.stage_changes.order_by("created_at").values_list("stage", flat=True)
    assert list(moves)[-3:] == ["listed", "decided", "adopted"]
    held = case.panel_decisions.get()
    assert held.words["consent_plan"] == ADOPTED.consent_plan
    assert held.sitting["police"] == "Sgt T. Weir"
    assert b"Weir" not in bytes(held.sealed_sitting)


def test_a_case_that_is_not_adopted_ends_with_what_other_care_was_considered(officer):
    case = decided(officer, NOT_ADOPTED)

    assert (case.stage, case.due_at) == (Stage.NOT_ADOPTED, None)
    held = case.panel_decisions.get()
    assert (held.care, held.words["care_why"]) == (
        "referred",
        "He has lost his mother.",
    )


def test_a_case_to_be_transferred_stays_open_and_waits_to_be_asked(officer):
    case = decided(officer, TRANSFER)

    assert (case.stage, case.due_for) == (Stage.TO_TRANSFER, "transfer")
    assert case.panel_decisions.get().outcome == "transfer"
    cases.list_for_panel(case, reasons="She stays.", version=None, by=officer)
    assert case.stage == Stage.LISTED


def test_a_case_that_the_police_are_to_lead_ends_here(officer):
    case = decided(officer, replace(TRANSFER, outcome="police_led"))

    assert (case.stage, case.due_at) == (Stage.POLICE_LED, None)


def test_that_a_case_is_to_be_closed_is_decided_and_leaves_it_as_it_is(officer):
    case = supported(officer)
    version = case.version

    panels.decide(
        case, decided=TO_CLOSE, sitting=sitting(), version=version, by=officer
    )

    case.refresh_from_db()
    assert (case.stage, case.version) == (Stage.SUPPORTED, version + 1)
    held = case.panel_decisions.get()
    assert (held.outcome, held.mode) == ("close", "majority")
    assert held.words["dissent"] == TO_CLOSE.dissent


def test_a_case_that_cannot_be_closed_is_not_decided_to_be(officer):
    case = listed(officer)

    with pytest.raises(MoveNotAllowed):
        panels.decide(case, decided=TO_CLOSE, sitting=sitting(), by=officer)

    assert not case.panel_decisions.exists()


def test_without_the_police_nothing_is_decided_or_written(officer):
    case = listed(officer)

    with pytest.raises(Refused, match="Section 37"):
        panels.decide(case, decided=ADOPTED, sitting=sitting(police=""), by=officer)

    case.refresh_from_db()
    assert case.stage == Stage.LISTED
    assert not PanelDecision.objects.exists()


def test_only_a_listed_case_is_decided(officer):
    case = make_case(officer)

    with pytest.raises(MoveNotAllowed):
        panels.decide(case, decided=ADOPTED, sitting=sitting(), by=officer)
    with pytest.raises(StaleCase):
        panels.decide(case, decided=ADOPTED, sitting=sitting(), version=99, by=officer)


def test_a_decision_is_never_overwritten(officer):
    held = decided(officer).panel_decisions.get()
    held.outcome = "more_information"

    with pytest.raises(ProgrammingError), transaction.atomic():
        held.save()


def test_nothing_is_decided_while_nobody_asked_who_referred_or_said_why_not(officer):
    case = listed(officer)
    silent = replace(ADOPTED, unasked_why="")
    with pytest.raises(Refused, match="Nobody has asked who made the referral"):
        panels.decide(case, decided=silent, sitting=sitting(), by=officer)
    assert not PanelDecision.objects.exists()
    make_request(officer, case=case, is_referrer=True)

    panels.decide(case, decided=silent, sitting=sitting(), by=officer)

    assert case.panel_decisions.get().words["unasked_why"] == ""


def test_why_nobody_asked_who_referred_stays_with_the_decision(officer):
    held = decided(officer).panel_decisions.get()

    assert held.words["unasked_why"] == ADOPTED.unasked_why
