import pytest
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import leading, queries
from saltmarsh.casework.cases.lifecycle import Handover, Stage
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.cases.room import AGENCY, make_case
from tests.casework.triage.desk import arrived, make_colleague, make_officer

HEALTH = "Estuary Mental Health Trust"


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def colleague(officer):
    return make_colleague(officer)


def asked(case, receiver, by, reason="I am away from Monday."):
    given = Leading(receiver, HEALTH)
    return leading.ask(case, leading=given, reason=reason, version=None, by=by)


def answered(wish, state, words=""):
    leading.answer(wish, state=state, words=words, by=wish.receiver)
    wish.case.refresh_from_db()
    return wish.case


def told(member):
    waiting = member.partnership.notices.waiting().filter(member=member)
    return {notice.kind for notice in waiting}


def test_until_it_is_accepted_the_giver_leads(officer, colleague):
    case = make_case(officer)

    wish = asked(case, colleague, officer)

    case.refresh_from_db()
    assert (case.lead, case.lead_agency) == (officer, AGENCY)
    assert wish.state == Handover.ASKED
    assert b"Monday" not in bytes(wish.sealed_reason)
    assert told(colleague) == {"case.handover"}


def test_who_accepts_leads_from_then_on(officer, colleague):
    case = answered(asked(make_case(officer), colleague, officer), Handover.ACCEPTED)

    assert (case.lead, case.lead_agency) == (colleague, HEALTH)
    assert [one.member for one in case.leads.order_by("created_at")] == [
        officer,
        colleague,
    ]
    assert told(officer) == {"case.handover_answered"}
    assert told(colleague) == set()


def test_who_declines_says_why_and_nothing_changes(officer, colleague):
    wish = asked(make_case(officer), colleague, officer)
    with pytest.raises(Refused, match="why you decline"):
        answered(wish, Handover.DECLINED, " ")

    case = answered(wish, Handover.DECLINED, "I know the family.")

    assert case.lead == officer
    assert wish.answer == "I know the family."


def test_an_answer_is_given_once(officer, colleague):
    wish = asked(make_case(officer), colleague, officer)
    leading.take_back(wish, by=officer)

    assert told(colleague) == set()
    with pytest.raises(MoveNotAllowed):
        answered(wish, Handover.ACCEPTED)


def test_nobody_takes_on_a_case_that_has_ended_meanwhile(officer, colleague):
    wish = asked(make_case(officer), colleague, officer)
    cases.leave(wish.case, to="", reasons="So.", version=None, by=officer)

    with pytest.raises(Refused, match="has ended"):
        answered(wish, Handover.ACCEPTED)


def test_one_at_a_time_is_asked_and_never_the_lead(officer, colleague):
    case = make_case(officer)
    with pytest.raises(Refused, match="leads the case already"):
        asked(case, officer, officer)
    asked(case, colleague, officer)

    with pytest.raises(Refused, match="asked already"):
        asked(case, make_colleague(officer), officer)


def test_nobody_is_asked_to_lead_what_has_ended(officer, colleague):
    case = make_case(officer, stage=Stage.CLOSED, due_at=None)

    with pytest.raises(Refused, match="has ended"):
        asked(case, colleague, officer)


def test_what_a_leaver_holds_is_listed_and_given_to_others(officer, colleague):
    manager = make_colleague(officer, role="manager")
    case, referral = make_case(officer), arrived(officer, owner=officer)
    wish = asked(case, colleague, officer)
    held = queries.held_by(officer, manager, timezone.now())
    assert (held.cases, held.handovers, held.referrals) == ([case], [wish], [referral])
    assert queries.barriers_to_going(officer)

    count = leading.reassign(held.cases, leading=Leading(manager, AGENCY), by=manager)

    case.refresh_from_db()
    wish.refresh_from_db()
    assert (count, case.lead, wish.state) == (1, manager, Handover.WITHDRAWN)
    assert queries.barriers_to_going(officer) == []


def test_a_case_that_the_manager_may_not_see_is_said_and_not_shown(officer):
    manager = make_colleague(officer, role="manager")
    make_case(officer, is_restricted=True)

    held = queries.held_by(officer, manager, timezone.now())

    assert (held.cases, held.has_unseen) == ([], True)


def test_an_ended_case_keeps_nobody(officer):
    make_case(officer, stage=Stage.POLICE_LED, due_at=None)

    assert not queries.leads_any(officer)


def test_nobody_is_given_cases_who_has_left(officer, colleague):
    colleague.left_at = timezone.now()

    with pytest.raises(Refused, match="has left"):
        leading.reassign(
            [make_case(officer)], leading=Leading(colleague, AGENCY), by=officer
        )
