"""Section 36(6): a referral to health or social care is followed to its answer."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from saltmarsh.access.permissions import Role
from saltmarsh.casework.panels import care, jobs, queries
from saltmarsh.casework.panels.lifecycle import Taken
from saltmarsh.casework.panels.models import CareReferral
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.panels.sat import ADOPTED, NOT_ADOPTED, decided
from tests.casework.triage.desk import in_days, make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def hearing(officer):
    """The manager and the chair who are there beside the one who decided."""
    return {
        make_colleague(officer, role=role) for role in (Role.MANAGER, Role.PANEL_CHAIR)
    }


def told(kind):
    return {each.member for each in Notice.objects.waiting().filter(kind=kind)}


def ring(officer, day):
    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        return care.ring_unanswered(officer.partnership)


def sent(officer):
    return decided(officer, NOT_ADOPTED).care_referrals.get()


def test_only_a_referral_that_was_made_is_waited_for(officer):
    decided(officer, ADOPTED)
    assert not CareReferral.objects.exists()

    referral = sent(officer)

    assert referral.state == Taken.SENT
    assert referral.due_on > in_days(9)
    assert referral.decision.words["care_to"] == "Bereavement service"


@pytest.mark.parametrize("state", [Taken.ACCEPTED, Taken.DECLINED])
def test_the_answer_is_kept_sealed_and_once(officer, state):
    referral = sent(officer)
    with pytest.raises(Refused, match="what they said"):
        care.answer(referral, state=state, words=" ", by=officer)
    assert CareReferral.objects.waiting().exists()

    care.answer(referral, state=state, words="Dr Ash saw him.", by=officer)

    referral.refresh_from_db()
    assert (referral.state, referral.answer) == (state, "Dr Ash saw him.")
    assert b"Ash" not in bytes(referral.sealed_answer)
    event = Event.objects.get(name="case.care_answered")
    assert (event.by, event.codes["state"]) == (officer.user_id, state)
    with pytest.raises(MoveNotAllowed):
        care.answer(referral, state=Taken.ACCEPTED, words="Again.", by=officer)


def test_a_declined_one_is_told_to_managers_and_the_chair(officer, hearing):
    accepted, declined = sent(officer), sent(officer)

    care.answer(accepted, state=Taken.ACCEPTED, words="Taken.", by=officer)
    assert not told(queries.CARE_DECLINED)
    care.answer(declined, state=Taken.DECLINED, words="Too long a list.", by=officer)

    assert hearing <= told(queries.CARE_DECLINED)


def test_no_answer_in_time_rings_for_the_lead_then_for_managers_and_chair(
    officer, hearing
):
    referral = sent(officer)
    assert ring(officer, referral.due_on) == 0

    assert ring(officer, referral.due_on + timedelta(days=1)) == 1
    assert told(queries.CARE_WAITS) == {officer}
    assert not told(queries.CARE_ESCALATED)
    assert ring(officer, referral.due_on + timedelta(days=10)) == 0
    assert hearing <= told(queries.CARE_ESCALATED)

    care.answer(referral, state=Taken.ACCEPTED, words="Taken.", by=officer)
    assert not told(queries.CARE_WAITS) | told(queries.CARE_ESCALATED)
    assert ring(officer, referral.due_on + timedelta(days=11)) == 0


def test_the_job_rings_by_the_clock(officer):
    day = sent(officer).due_on + timedelta(days=1)

    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        jobs.ring_overdue(str(officer.partnership.pk))

    assert told(queries.CARE_WAITS) == {officer}
