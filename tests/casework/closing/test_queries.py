from django.utils import timezone

from saltmarsh.casework.closing import queries
from saltmarsh.casework.closing.rules import Closure
from saltmarsh.casework.notes import actions as notes
from tests.casework.cases.room import make_case
from tests.casework.triage.desk import acknowledged, make_officer


def test_questions_to_anybody_count_as_open():
    member = make_officer()
    referral = acknowledged(member)
    question = notes.ask(referral, text="Who lives there?", by=member.user)
    assert queries.standing(referral, member).open_questions == 1

    notes.answer(question, text="Two aunts.", by=member.user)

    assert queries.standing(referral, member).open_questions == 0


def test_nobody_wishes_to_close_a_new_referral():
    member = make_officer()
    referral = acknowledged(member)

    assert queries.wish(referral) is None
    assert not queries.standing(referral, member).feedback_settled


def test_what_is_not_said_is_not_kept():
    kept = queries.details(Closure({"needs": "Housing", "intent": ""}, questions="No"))

    assert kept == {"needs": "Housing", "questions": "No"}


def test_whoever_may_not_see_the_case_hears_that_there_is_one_and_not_which():
    member, now = make_officer(), timezone.now()
    case = make_case(member)
    referral = case.bases.get().referral
    assert queries.open_case(referral, member, now) == case
    case.lead, case.is_restricted = make_officer(member.partnership), True
    case.save()

    assert queries.open_case(referral, member, now) is None
    assert queries.in_open_case(referral, member, now)
