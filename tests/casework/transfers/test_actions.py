import pytest

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.lifecycle import Stage as At
from saltmarsh.casework.panels import actions as panel
from saltmarsh.casework.transfers import actions as transfers
from saltmarsh.casework.transfers.lifecycle import Part, Stage
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Email, Notice
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.panels.sat import TRANSFER, sitting
from tests.casework.triage.desk import make_colleague
from tests.factories.transfers import WORDS, Panels

pytestmark = pytest.mark.django_db


@pytest.fixture
def panels():
    return Panels()


def events(name):
    return Event.objects.filter(name=name)


def test_a_draft_sends_nothing_and_changes_nothing(panels):
    transfer = panels.drafted()

    assert transfer.stage == Stage.DRAFTED
    assert panels.case.stage == At.GATHERING
    assert b"Millgate" not in bytes(transfer.sealed_words)
    partnerships.enter(panels.there)
    assert not panels.there.received_transfers.exists()


def test_one_transfer_of_a_case_at_a_time(panels):
    panels.drafted()

    with pytest.raises(Refused, match="asked already"):
        panels.drafted()


def test_a_transfer_says_who_it_is_about_and_why(panels):
    with pytest.raises(Refused, match="who the person is"):
        panels.drafted(parts=[Part.NEEDS])


def test_whoever_wrote_it_never_signs_it(panels):
    transfer = panels.drafted()
    transfers.submit(transfer, by=panels.asker)
    told = Notice.objects.filter(kind="transfer.to_sign")
    assert [one.member for one in told] == [panels.second]

    with pytest.raises(Refused, match="Another person signs"):
        transfers.sign(transfer, by=panels.asker)

    transfer.refresh_from_db()
    assert transfer.stage == Stage.WAITING


def test_nothing_is_signed_without_a_data_protection_officer(panels):
    transfer = panels.drafted()
    transfers.submit(transfer, by=panels.asker)
    panels.officer.role = "auditor"
    panels.officer.save()

    with pytest.raises(Refused, match="data protection officer"):
        transfers.sign(transfer, by=panels.second)


def test_a_second_person_may_refuse_and_nothing_is_sent(panels):
    transfer = panels.drafted()
    transfers.submit(transfer, by=panels.asker)

    transfers.refuse(transfer, words="They have not moved yet.", by=panels.second)

    assert (transfer.stage, transfer.ending) == (
        Stage.REFUSED,
        "They have not moved yet.",
    )
    partnerships.enter(panels.there)
    assert not panels.there.received_transfers.exists()


def test_whoever_wrote_it_takes_it_back_rather_than_refuses(panels):
    transfer = panels.drafted()
    transfers.submit(transfer, by=panels.asker)

    with pytest.raises(Refused, match="take it back instead"):
        transfers.refuse(transfer, words="No.", by=panels.asker)


def test_while_it_is_asked_the_case_is_led_and_timed_here(panels):
    due = panels.case.due_at

    transfer = panels.asked()

    panels.case.refresh_from_db()
    assert transfer.stage == Stage.ASKED
    assert (panels.case.stage, panels.case.due_at) == (At.GATHERING, due)
    received = panels.received()
    assert received.words == WORDS
    assert received.pack[0]["part"] == Part.IDENTITY


def test_both_data_protection_officers_and_those_who_answer_are_told(panels):
    panels.asked()

    partnerships.enter(panels.here)
    assert Notice.objects.filter(member=panels.officer).exists()
    partnerships.enter(panels.there)
    assert Notice.objects.filter(member=panels.their_officer).exists()
    assert Notice.objects.filter(member=panels.receiver).exists()
    assert Email.objects.filter(template="transfers/received").exists()


def test_an_acceptance_opens_the_case_there_and_ends_it_here(panels):
    case = panels.accepted()

    assert (case.lead, case.stage) == (panels.receiver, At.GATHERING)
    basis = case.bases.get()
    assert basis.referral.channel == "transfer"
    assert basis.referral.answers["names"] == "Robin Example"
    assert events("transfer.accepted_here").exists()
    panels.home()
    assert (panels.case.stage, panels.case.due_at) == (At.TRANSFERRED, None)
    transfer = panels.case.transfers.get()
    assert (transfer.stage, transfer.ending) == (Stage.ACCEPTED, "We know them.")
    change = panels.case.stage_changes.get(stage=At.TRANSFERRED)
    assert (change.by, change.gone_to) == (panels.receiver.user, str(panels.there))
    assert events("transfer.accepted").exists()


def test_nobody_accepts_without_naming_who_leads(panels):
    panels.asked()

    with pytest.raises(Refused, match="Name who leads"):
        transfers.accept(panels.received(), leading=None, words="", by=panels.receiver)

    panels.home()
    assert panels.case.stage == At.GATHERING


def test_a_declined_transfer_leaves_everything_and_tells_the_asker(panels):
    panels.asked()
    received = panels.received()

    transfers.decline(received, words="They live in Hillfoot.", by=panels.receiver)

    received.refresh_from_db()
    assert (received.stage, received.pack) == (Stage.DECLINED, None)
    panels.home()
    assert panels.case.stage == At.GATHERING
    assert panels.case.transfers.get().ending == "They live in Hillfoot."
    told = Notice.objects.filter(kind="transfer.answered")
    assert {one.member for one in told} == {panels.asker, panels.second}


def test_a_declined_transfer_says_why(panels):
    panels.asked()

    with pytest.raises(Refused, match="Enter why you decline"):
        transfers.decline(panels.received(), words=" ", by=panels.receiver)


def test_what_is_taken_back_is_erased_there(panels):
    transfer = panels.asked()

    transfers.take_back(transfer, words="They stay.", by=panels.asker)

    assert transfer.stage == Stage.WITHDRAWN
    received = panels.received()
    assert (received.stage, received.pack) == (Stage.WITHDRAWN, None)
    with pytest.raises(MoveNotAllowed):
        transfers.decline(received, words="No.", by=panels.receiver)


def test_what_was_answered_is_not_taken_back(panels):
    panels.accepted()
    panels.home()

    with pytest.raises(MoveNotAllowed):
        transfers.take_back(panels.case.transfers.get(), words="No.", by=panels.asker)


def test_an_officer_who_has_read_the_register_is_told_of_the_next(panels):
    panels.asked()
    partnerships.enter(panels.here)

    transfers.read_register(panels.here, by=panels.officer.user)

    waiting = Notice.objects.filter(member=panels.officer, done_at=None)
    assert not waiting.exists()
    assert events("transfer.register_read").exists()


def decided(panels):
    """Let the panel decide that the case is to be transferred."""
    case, chair = panels.case, make_colleague(panels.asker, role="panel_chair")
    cases.list_for_panel(case, reasons="So.", version=None, by=panels.asker)
    panel.decide(case, decided=TRANSFER, sitting=sitting(), by=chair)
    case.refresh_from_db()
    assert case.due_for == "transfer"


def test_what_the_panel_decided_is_due_until_it_is_asked(panels):
    decided(panels)
    transfer = panels.drafted()
    transfers.submit(transfer, by=panels.asker)
    panels.case.refresh_from_db()
    assert panels.case.due_for == "transfer"

    transfers.sign(transfer, by=panels.second)

    panels.case.refresh_from_db()
    assert (panels.case.due_for, panels.case.due_at) == ("", None)


@pytest.mark.parametrize("ending", ["declined", "taken back"])
def test_what_came_to_nothing_is_due_again(panels, ending):
    decided(panels)
    transfer = panels.asked()

    if ending == "declined":
        transfers.decline(panels.received(), words="No.", by=panels.receiver)
    else:
        transfers.take_back(transfer, words="No.", by=panels.asker)

    panels.home()
    assert (panels.case.stage, panels.case.due_for) == (At.TO_TRANSFER, "transfer")


def test_what_the_panel_decided_is_followed_through(panels):
    decided(panels)

    panels.accepted()

    panels.home()
    assert (panels.case.stage, panels.case.due_for) == (At.TRANSFERRED, "")
