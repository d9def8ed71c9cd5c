import pytest

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.consents.models import Consent
from saltmarsh.foundation.refusals import Refused
from tests.casework.cases.room import make_case
from tests.casework.consents.asked import answered, asked, plan
from tests.casework.panels.sat import decided
from tests.casework.triage.desk import in_days, make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def support(case, officer):
    consents.start_support(case, words="A mentor.", version=None, by=officer)


def withdraw(case, officer, planned):
    consents.withdraw(
        case, reason="He has had enough.", plan=planned, version=None, by=officer
    )


def test_consent_comes_after_adoption(officer):
    with pytest.raises(Refused, match="adopted"):
        consents.record(make_case(officer), asked=asked(), plan=None, by=officer)


def test_no_support_starts_without_consent(officer):
    case = decided(officer)

    with pytest.raises(Refused, match="cannot start without consent"):
        support(case, officer)

    case.refresh_from_db()
    assert case.stage == Stage.ADOPTED


def test_with_consent_support_starts(officer):
    case = answered(officer)
    assert (case.stage, case.due_for) == (Stage.ADOPTED, "support")
    assert b"voluntary" not in bytes(Consent.objects.get().sealed_words)

    support(case, officer)

    assert case.stage == Stage.SUPPORTED
    assert not case.further_assessments.exists()


def test_what_is_missing_is_refused_and_nothing_kept(officer):
    case = decided(officer)

    with pytest.raises(Refused, match="leaflet"):
        consents.record(case, asked=asked(words={}), plan=None, by=officer)

    assert not Consent.objects.exists()


def test_a_refusal_opens_a_further_assessment_with_a_day_and_an_owner(officer):
    owner = make_colleague(officer)
    case = decided(officer)

    consents.record(case, asked=asked(state="refused"), plan=plan(owner), by=officer)

    task = case.further_assessments.get()
    assert (task.due_on, task.owner) == (in_days(5), owner)
    assert (case.stage, case.due_for) == (Stage.CONSENT_REFUSED, "further")
    assert case.due_at.date() in {in_days(5), in_days(6)}
    assert case.partnership.notices.waiting().get(kind="case.further").member == owner
    with pytest.raises(Refused, match="cannot start without consent"):
        support(case, officer)


def test_a_refusal_without_a_plan_is_not_recorded(officer):
    case = decided(officer)

    with pytest.raises(Refused, match="further assessment"):
        consents.record(case, asked=asked(state="refused"), plan=None, by=officer)
    with pytest.raises(Refused, match="in the future"):
        consents.record(
            case, asked=asked(state="refused"), plan=plan(officer, 0), by=officer
        )

    assert not Consent.objects.exists()


def test_consent_is_withdrawn_at_any_time(officer):
    case = answered(officer)
    support(case, officer)

    withdraw(case, officer, plan(officer))

    consent = case.consents.get()
    assert (consent.state, consent.withdrawal) == ("withdrawn", "He has had enough.")
    assert case.stage == Stage.CONSENT_WITHDRAWN
    assert case.further_assessments.count() == 1
    with pytest.raises(Refused, match="could be withdrawn"):
        withdraw(case, officer, plan(officer))


def test_without_consent_a_further_assessment_is_always_ahead(officer):
    case = answered(officer, state="refused")
    task = case.further_assessments.get()

    def finish(next_on):
        consents.finish(task, found="Calm.", next_on=next_on, by=officer)

    with pytest.raises(Refused, match="next further assessment"):
        finish(None)
    finish(in_days(30))

    following = case.further_assessments.waiting().get()
    assert (following.due_on, following.owner) == (in_days(30), officer)
    with pytest.raises(Refused, match="already"):
        finish(in_days(30))


def test_asked_again_the_last_assessment_needs_no_next(officer):
    case = answered(officer, state="refused")
    consents.ask_again(case, reasons="He rang.", version=None, by=officer)

    task = case.further_assessments.get()
    consents.finish(task, found="Calm.", next_on=None, by=officer)

    assert not case.further_assessments.waiting().exists()
    assert (case.stage, case.due_for) == (Stage.ADOPTED, "consent")
