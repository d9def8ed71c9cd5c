import pytest

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.actions import StaleCase
from saltmarsh.casework.cases.lifecycle import CLOSE, ENDED, TRANSFER, Stage
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.opening import actions as opening
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.cases.room import AGENCY, make_case, met
from tests.casework.triage.desk import decider, make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def left(case, officer, who="", reasons="The police asked to lead."):
    cases.leave(case, to=who, reasons=reasons, version=None, by=officer)


def test_a_case_is_led_from_its_first_moment(officer):
    case = make_case(officer)

    assert (case.lead, case.lead_agency) == (officer, AGENCY)
    assert b"Estuary" not in bytes(case.sealed_lead_agency)
    assert [(one.member, one.agency) for one in case.leads.all()] == [(officer, AGENCY)]
    assert (case.stage, case.due_for) == (Stage.GATHERING, "gather")
    assert case.due_at is not None


def test_a_case_without_an_agency_or_with_somebody_who_left_is_not_opened(officer):
    referral, colleague = met(officer), make_colleague(officer)
    colleague.left_at = cases.timezone.now()

    with pytest.raises(Refused, match="agency") as refusal:
        opening.open_on(referral, leading=Leading(colleague, " "), by=decider(officer))

    assert len(refusal.value.args) == 2
    assert not Case.objects.exists()


def test_who_leads_from_now_on_is_told(officer):
    colleague, referral = make_colleague(officer), met(officer)

    opening.open_on(referral, leading=Leading(colleague, AGENCY), by=decider(officer))

    notice = officer.partnership.notices.waiting().get(kind="case.yours")
    assert notice.member == colleague


def test_a_case_is_listed_with_what_is_missing_sealed(officer):
    case = make_case(officer)

    cases.list_for_panel(
        case, reasons="School has answered.", version=case.version, by=officer
    )

    assert (case.stage, case.due_for) == (Stage.LISTED, "panel")
    change = case.stage_changes.get(stage=Stage.LISTED)
    assert change.reasons == "School has answered."
    assert b"School" not in bytes(change.sealed_reasons)


def test_nobody_overwrites_a_case_they_have_not_seen(officer):
    case = make_case(officer)
    seen = case.version
    cases.change(case)

    with pytest.raises(StaleCase):
        cases.list_for_panel(case, reasons="All.", version=seen, by=officer)


def test_the_police_may_lead_from_any_open_stage(officer):
    case = make_case(officer)

    left(case, officer)

    assert case.stage == Stage.POLICE_LED
    assert (case.due_at, case.due_for) == (None, "")
    with pytest.raises(MoveNotAllowed):
        left(case, officer)


def test_nothing_is_written_on_a_case_that_another_panel_has(officer):
    case = make_case(officer)
    cases.move(case, TRANSFER, gone_to="Harbour panel, A. Chair", by=officer.user)

    with pytest.raises(Refused, match="can be read, and no more"):
        cases.list_for_panel(case, reasons="All.", version=None, by=officer)

    change = case.stage_changes.get(stage=Stage.TRANSFERRED)
    assert change.gone_to == "Harbour panel, A. Chair"


@pytest.mark.parametrize("stage", sorted(ENDED))
def test_a_new_section_36_referral_opens_an_ended_case_again(officer, stage):
    case = make_case(officer)
    Case.objects.filter(pk=case.pk).update(stage=stage, due_at=None, due_for="")
    case.refresh_from_db()
    referral = met(officer)

    cases.join(
        case,
        referral=referral,
        decided=(referral.created_at, officer.user),
        by=officer.user,
    )

    assert (case.stage, case.due_for) == (Stage.GATHERING, "gather")
    assert case.bases.count() == 2


def test_a_further_referral_joins_an_open_case_where_it_is(officer):
    lead = make_colleague(officer)
    case = make_case(officer, lead=lead)
    cases.list_for_panel(case, reasons="All.", version=None, by=officer)
    referral = met(officer)
    decided = (referral.created_at, officer.user)

    cases.join(case, referral=referral, decided=decided, by=officer.user)

    assert case.stage == Stage.LISTED
    notice = officer.partnership.notices.waiting().get(kind="case.joined")
    assert notice.member == lead


def test_a_case_that_ends_is_due_for_nothing(officer):
    case = make_case(officer, stage=Stage.SUPPORTED)

    cases.move(case, CLOSE, reasons="Done.", by=officer.user)

    assert case.due_at is None


def test_the_log_tells_what_was_done_in_codes(officer):
    make_case(officer)

    event = Event.objects.get(name="case.opened")
    assert set(event.codes) == {"referral"}
