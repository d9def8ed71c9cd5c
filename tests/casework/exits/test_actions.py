from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.exits import actions as exits
from saltmarsh.casework.exits import queries
from saltmarsh.casework.exits.lifecycle import Held, State
from saltmarsh.casework.exits.models import Closure
from saltmarsh.casework.exits.rules import months_after
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses.rules import Given
from saltmarsh.casework.likenesses.rules import State as Decided
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.cases.room import make_case
from tests.casework.complaints.made import answered, make_complaint
from tests.casework.exits.closed import closed, closing, repeated, supported
from tests.casework.likenesses.alike import MISSPELT, ROBIN, about
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def answer(case, member, *, agrees=True, words="I agree."):
    exits.answer(case, agrees=agrees, words=words, version=None, by=member)


def test_closing_brings_both_reviews_into_being(officer):
    case = closed(officer)

    today = timezone.localdate()
    assert case.stage == Stage.CLOSED
    assert [
        (each.months, each.due_on, each.owner_id, each.state)
        for each in case.reviews.order_by("months")
    ] == [(n, months_after(today, n), case.lead_id, Held.DUE) for n in (6, 12)]
    assert b"Nothing new" not in bytes(Closure.objects.get().sealed_words)


def test_a_case_that_waits_for_the_panel_is_not_closed(officer):
    case = make_case(officer)

    with pytest.raises(MoveNotAllowed):
        exits.close(case, closing=closing(), by=officer)

    assert not case.closures.exists()


def test_open_work_is_in_the_way_until_explained(officer, monkeypatch):
    monkeypatch.setattr(queries, "has_open_work", lambda case: True)
    case = supported(officer)
    with pytest.raises(Refused, match="Work is open"):
        exits.close(case, closing=closing(), by=officer)
    assert not case.reviews.exists()

    exits.close(case, closing=closing(open_work="It is theirs now."), by=officer)

    assert case.closures.get().words["open_work"] == "It is theirs now."


def test_after_two_referrals_two_people_close(officer):
    case = repeated(officer)
    exits.close(case, closing=closing(), by=officer)
    assert (case.stage, case.reviews.count()) == (Stage.SUPPORTED, 0)
    with pytest.raises(Refused, match="second person"):
        answer(case, officer)
    with pytest.raises(Refused, match="already"):
        exits.close(case, closing=closing(), by=officer)

    answer(case, make_colleague(officer))

    assert (case.stage, case.reviews.count()) == (Stage.CLOSED, 2)
    assert case.closures.get().answer == "I agree."


def test_a_second_person_keeps_it_open(officer):
    case = repeated(officer)
    exits.close(case, closing=closing(), by=officer)

    answer(case, make_colleague(officer), agrees=False)

    assert case.stage == Stage.SUPPORTED
    assert case.closures.get().state == State.DECLINED
    assert not case.reviews.exists()
    with pytest.raises(Refused, match="Nobody is asking"):
        answer(case, make_colleague(officer))


@pytest.mark.parametrize("result", [Held.NO_CONCERN, Held.EXPLAINED])
def test_a_review_leaves_what_is_due_once_it_says_why(officer, result):
    case = closed(officer)
    task = case.reviews.get(months=6)
    with pytest.raises(Refused, match="reasons"):
        exits.review(task, result=result, reasons=" ", by=officer)

    exits.review(task, result=result, reasons="All is calm.", by=officer)

    case.refresh_from_db()
    assert [each.months for each in case.reviews.due()] == [12]
    assert case.stage == Stage.CLOSED
    with pytest.raises(MoveNotAllowed):
        exits.review(task, result=result, reasons="Again.", by=officer)


def test_a_review_opens_the_case_again(officer):
    case = closed(officer)
    task = case.reviews.get(months=6)

    exits.review(task, result=Held.REOPEN, reasons="New worries.", by=officer)

    case.refresh_from_db()
    assert case.stage == Stage.GATHERING
    assert case.due_for == "gather"


def test_the_seen_reviews_are_late_only_after_their_day(officer):
    case = closed(officer)
    due_on = case.reviews.get(months=6).due_on
    noon = datetime(due_on.year, due_on.month, due_on.day, 12, tzinfo=UTC)
    with time_machine.travel(noon):
        assert queries.late_for(officer, timezone.now()) == []
    with time_machine.travel(noon + timedelta(days=1)):
        assert [each.months for each in queries.late_for(officer, timezone.now())] == [
            6
        ]


def test_a_referral_that_may_be_about_the_person_is_decided_before(officer):
    case = supported(officer)
    likely = about(officer, MISSPELT)
    other = about(officer, ROBIN)
    case.bases.create(
        partnership_id=case.partnership_id,
        referral=likely,
        decided_at=case.created_at,
        decided_by=officer.user,
        by=officer.user,
    )
    now = timezone.now()
    assert queries.undecided(case, officer, now) == [likely]
    with pytest.raises(Refused, match="Decide first"):
        exits.close(case, closing=closing(), by=officer)

    given = Given(Decided.DIFFERENT, "Another school.")
    likenesses.answer(likely, other=other, given=given, by=officer.user)

    exits.close(case, closing=closing(), by=officer)
    assert queries.wish(case).by == officer.user


def extend(case, officer, months=24, reasons="He may move home."):
    return exits.extend(case, months=months, reasons=reasons, by=officer)


def test_the_panel_may_go_on_looking_for_two_years(officer):
    case = closed(officer)
    with time_machine.travel(timezone.now() + timedelta(days=300)):
        made = extend(case, officer)

    assert made.due_on == months_after(timezone.localdate(), 24)
    assert (made.state, made.owner) == (Held.DUE, case.lead)
    assert made.extension == "He may move home."
    assert b"move home" not in bytes(made.sealed_extension)
    with pytest.raises(Refused, match="already"):
        extend(case, officer)


def test_only_a_closed_case_is_looked_at_for_longer(officer):
    for case in (supported(officer), opened_again(officer)):
        with pytest.raises(Refused, match="not closed"):
            extend(case, officer)


def opened_again(officer):
    case = closed(officer)
    task = case.reviews.get(months=6)
    exits.review(task, result=Held.REOPEN, reasons="New worries.", by=officer)
    return case


def test_the_second_person_hears_of_work_that_was_opened_since(officer):
    case, colleague = repeated(officer), make_colleague(officer)
    exits.close(case, closing=closing(), by=officer)
    made = make_complaint(colleague, case=case)
    with pytest.raises(Refused, match="Work has been opened"):
        answer(case, colleague)

    answered(made, by=colleague)
    answer(case, colleague)

    assert case.stage == Stage.CLOSED


def test_whom_an_open_complaint_is_about_neither_closes_nor_confirms(officer):
    case, colleague = repeated(officer), make_colleague(officer)
    made = make_complaint(colleague, case=case, member=officer)
    explained = closing(open_work="We wait for nobody.")
    with pytest.raises(Refused, match="Somebody else must close"):
        exits.close(case, closing=explained, by=officer)
    exits.close(case, closing=explained, by=colleague)
    with pytest.raises(Refused, match="Somebody else must close"):
        answer(case, officer)

    answered(made, by=colleague)
    answer(case, officer)

    assert case.stage == Stage.CLOSED
