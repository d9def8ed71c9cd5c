from saltmarsh.casework.closing import queries
from saltmarsh.casework.closing.rules import Closure
from saltmarsh.casework.notes import actions as notes
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
