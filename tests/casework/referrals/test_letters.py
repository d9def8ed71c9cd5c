import pytest

from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals import letters, queries
from saltmarsh.casework.referrals.lifecycle import ACKNOWLEDGE, CLOSE, Status
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from tests.factories.casework import make_referral
from tests.factories.foundation import UserFactory


@pytest.fixture
def referral(partnership):
    referral = make_referral(partnership)
    referrals.move(referral, ACKNOWLEDGE, by=None)
    return referral


@pytest.fixture
def officer():
    return UserFactory()


def test_a_question_waits_for_its_answer(referral, officer):
    question = letters.ask(referral, text="Which school?", by=officer)
    assert queries.status_of(referral) == Status.NEEDS_MORE

    letters.answer(question, text="The one by the river")

    assert queries.status_of(referral) == Status.LOOKED_AT
    box = queries.mailbox(referral)
    assert [(letter.text, letter.ours) for letter in box.letters] == [
        ("Which school?", True),
        ("The one by the river", False),
    ]
    assert box.questions == ()


def test_a_question_is_answered_once(referral, officer):
    question = letters.ask(referral, text="Which school?", by=officer)
    letters.answer(question, text="One")

    with pytest.raises(Refused, match="answer already"):
        letters.answer(question, text="Two")


def test_a_question_taken_back_is_not_shown(referral, officer):
    question = letters.ask(referral, text="Which school?", by=officer)

    letters.withdraw(question, by=officer)

    assert queries.mailbox(referral).letters == ()
    with pytest.raises(Refused, match="do not need"):
        letters.answer(question, text="One")


def test_only_questions_are_answered(referral, officer):
    note = letters.note(referral, text="Thank you", by=officer)

    with pytest.raises(Refused, match="not a question"):
        letters.answer(note, text="You are welcome")


def test_feedback_says_whether_it_tells_an_outcome(referral, officer):
    message = letters.tell(
        referral, text="Thank you", template="thanks", tells_outcome=True, by=officer
    )

    assert (message.template, message.tells_outcome) == ("thanks", True)


def test_asking_to_take_it_back_decides_nothing(referral):
    letters.ask_to_take_back(referral, text="I was wrong")

    referral.refresh_from_db()
    assert referral.withdrawal_asked_at is not None
    assert queries.status_of(referral) == Status.LOOKED_AT


def test_nobody_writes_once_it_is_finished_with(referral, officer):
    question = letters.ask(referral, text="Which school?", by=officer)
    referrals.move(referral, CLOSE, by=officer)

    for write in (letters.add, letters.ask_to_take_back):
        with pytest.raises(Refused, match="finished with"):
            write(referral, text="More")
    with pytest.raises(Refused, match="finished with"):
        letters.answer(question, text="More")
    assert not queries.mailbox(referral).may_write


def test_each_side_reads_what_the_other_wrote(referral, officer):
    letters.add(referral, text="More")
    letters.note(referral, text="Thank you", by=officer)

    assert letters.mark_read(referral, by=officer) == 1
    assert letters.mark_read(referral, by=officer) == 0
    assert letters.mark_read(referral, by=None) == 1


def test_events_name_keys_and_never_words(referral, officer):
    letters.add(referral, text="More")
    letters.note(referral, text="Thank you", by=officer)

    [note, added] = Event.objects.filter(name="message.written").order_by("-created_at")
    assert (added.by, added.by_kind) == (referral.pk, "receipt")
    assert (note.by, note.by_kind) == (officer.pk, "user")
    assert added.codes == {"kind": "addition"}
    assert note.codes == {"kind": "note", "tells_outcome": "no"}


def test_a_correction_stands_beside_the_answer(referral, officer):
    before = referral.answers

    letters.correct(
        referral,
        question="names",
        text="It is spelt Robyn",
        certainty=("school", "sure"),
        by=officer,
    )

    marker = referral.corrections.get()
    assert (marker.text, marker.source) == ("It is spelt Robyn", "school")
    assert referral.answers == before
