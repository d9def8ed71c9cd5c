import pytest

from saltmarsh.casework.notes import actions as notes
from saltmarsh.casework.notes.models import Note
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from tests.casework.triage.desk import arrived, make_officer


def test_a_note_is_for_the_team_unless_somebody_chooses_otherwise():
    assert Note._meta.get_field("visibility").default == "team"


def test_the_panel_reads_its_own_notes_alone():
    member = make_officer()
    referral = arrived(member)
    notes.write(referral, text="For us.", visibility="team", by=member.user)
    notes.write(referral, text="For all.", visibility="panel", by=member.user)

    shown = referral.notes.shown(to_team=False)

    assert [note.text for note in shown] == ["For all."]
    assert referral.notes.shown(to_team=True).count() == 2


def test_what_the_referrer_may_read_is_a_message():
    member = make_officer()
    referral = arrived(member)

    notes.write(
        referral,
        text="Thank you.",
        visibility="referrer",
        tells_outcome=False,
        by=member.user,
    )

    assert referral.messages.get().text == "Thank you."
    assert not referral.notes.exists()
    event = Event.objects.get(name="message.written")
    assert event.codes == {"kind": "note", "tells_outcome": "no"}


@pytest.mark.parametrize(
    ("said", "why"), [(None, "Say whether"), (True, "by a decision with a reason")]
)
def test_no_note_tells_the_referrer_an_outcome(said, why):
    member = make_officer()
    referral = arrived(member)

    with pytest.raises(Refused, match=why):
        notes.write(
            referral,
            text="The panel met.",
            visibility="referrer",
            tells_outcome=said,
            by=member.user,
        )

    assert not referral.messages.exists()


def test_a_question_is_answered_once():
    member = make_officer()
    question = notes.ask(arrived(member), text="Who?", by=member.user)
    notes.answer(question, text="An aunt.", by=member.user)

    with pytest.raises(Refused, match="already"):
        notes.answer(question, text="An uncle.", by=member.user)
