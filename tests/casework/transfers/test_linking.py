"""A transfer to a panel that is not on this installation."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.lifecycle import Stage as At
from saltmarsh.casework.panels import actions as panel
from saltmarsh.casework.transfers import actions as transfers
from saltmarsh.casework.transfers import alarms, crossing, linking, queries
from saltmarsh.casework.transfers.lifecycle import Stage
from saltmarsh.casework.transfers.models import Transfer
from saltmarsh.casework.transfers.rules import Answerer
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Email, Notice
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.gathering.asked import make_request
from tests.casework.panels.sat import TRANSFER, sitting
from tests.casework.triage.desk import make_colleague
from tests.factories.neighbours import MAILBOX
from tests.factories.transfers import WORDS, Mailbox, Panels

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere():
    return Mailbox()


def token():
    email = Email.objects.filter(template="transfers/link").latest("created_at")
    return email.text["body"].split("/transfers/")[1].split()[0]


def at(elsewhere):
    return queries.transfer_at(elsewhere.here, token())


def who(**given):
    today = timezone.localdate()
    right = {"name": "Kim Farrow", "role": "Channel lead", "reference": "FM-7"}
    return Answerer(**right | {"on": today} | given)


def accept(elsewhere):
    transfer = at(elsewhere)
    linking.answer(transfer, accepts=True, who=who(words="Yes."), link=transfer.link)
    elsewhere.case.refresh_from_db()
    return transfer


def move_back(transfer, **days):
    then = {name: timezone.now() - timedelta(days=one) for name, one in days.items()}
    Transfer.objects.filter(pk=transfer.pk).update(**then)


def test_a_signed_one_is_a_link_in_a_mail_that_names_nobody(elsewhere):
    elsewhere.asked()

    email = Email.objects.get(template="transfers/link")
    assert email.to == MAILBOX
    for word in ("Robin", "Example", WORDS, elsewhere.case.reference):
        assert word not in str(email.text)
    assert Notice.objects.filter(member=elsewhere.officer).exists()
    assert at(elsewhere).pack[0]["part"] == "identity"


def test_nothing_is_sent_before_a_second_person_signs(elsewhere):
    transfer = elsewhere.drafted()
    transfers.submit(transfer, by=elsewhere.asker)

    assert not Email.objects.filter(template="transfers/link").exists()
    with pytest.raises(Refused, match="Another person signs"):
        transfers.sign(transfer, by=elsewhere.asker)


def test_only_an_acceptance_ends_the_case_and_says_who_gave_it(elsewhere):
    make_request(elsewhere.asker, case=elsewhere.case)
    elsewhere.asked()
    assert elsewhere.case.stage == At.GATHERING

    transfer = accept(elsewhere)

    assert (elsewhere.case.stage, elsewhere.case.due_at) == (At.TRANSFERRED, None)
    assert not elsewhere.case.information_requests.open().exists()
    change = elsewhere.case.stage_changes.get(stage=At.TRANSFERRED)
    assert change.by == elsewhere.second.user
    on = date_format(timezone.localdate(), "j F Y")
    assert f"Accepted by Kim Farrow, Channel lead, on {on}" in change.reasons
    assert "FM-7" in change.reasons
    assert change.gone_to == "Farmoor panel"
    event = Event.objects.get(name="transfer.accepted_by_link")
    assert (event.by_kind, event.by) == ("link", transfer.link_id)
    told = Notice.objects.filter(kind="transfer.answered")
    assert {one.member for one in told} == {elsewhere.asker, elsewhere.second}


def test_an_accepted_pack_opens_until_the_link_ends(elsewhere):
    elsewhere.asked()
    accept(elsewhere)

    assert at(elsewhere).stage == Stage.ACCEPTED
    with pytest.raises(MoveNotAllowed):
        accept(elsewhere)


def test_an_acceptance_without_a_reference_ends_nothing(elsewhere):
    elsewhere.asked()
    transfer = at(elsewhere)

    with pytest.raises(Refused, match="your own reference"):
        linking.answer(
            transfer, accepts=True, who=who(reference=""), link=transfer.link
        )

    elsewhere.case.refresh_from_db()
    assert elsewhere.case.stage == At.GATHERING


def test_a_declined_one_opens_no_more_and_the_case_goes_on(elsewhere):
    elsewhere.asked()
    transfer, no = at(elsewhere), who(words="They live in Hillfoot.")

    linking.answer(transfer, accepts=False, who=no, link=transfer.link)

    assert at(elsewhere) is None
    elsewhere.case.refresh_from_db()
    assert elsewhere.case.stage == At.GATHERING
    held = elsewhere.case.transfers.get()
    assert (held.stage, held.ending) == (Stage.DECLINED, "They live in Hillfoot.")
    assert crossing.by_whom(held) == ["Declined by Kim Farrow, Channel lead."]


def test_what_is_taken_back_opens_no_more(elsewhere):
    transfer = elsewhere.asked()

    transfers.take_back(transfer, words="They stay.", by=elsewhere.asker)

    assert at(elsewhere) is None
    assert transfer.stage == Stage.WITHDRAWN


def test_the_opening_is_an_event_of_the_link(elsewhere):
    elsewhere.asked()
    transfer = at(elsewhere)

    linking.note_opened(transfer, link=transfer.link)
    linking.note_opened(transfer, link=transfer.link)

    events = Event.objects.filter(name="transfer.opened", by_kind="link")
    assert events.count() == 2
    assert elsewhere.case.transfers.get().opened_at


def test_a_new_link_takes_the_place_of_the_one_before(elsewhere):
    transfer = elsewhere.asked()
    first, until = token(), transfer.lapses_at

    linking.send_again(transfer, by=elsewhere.asker)

    assert token() != first
    assert queries.transfer_at(elsewhere.here, first) is None
    assert at(elsewhere).link.expires_at == until


def test_nothing_is_sent_again_to_a_panel_here_or_once_it_is_answered(elsewhere):
    elsewhere.asked()
    with pytest.raises(Refused, match="nothing to send again"):
        linking.send_again(accept(elsewhere), by=elsewhere.asker)

    panels = Panels()
    with pytest.raises(Refused, match="nothing to send again"):
        linking.send_again(panels.asked(), by=panels.asker)


def test_a_late_panel_elsewhere_is_reminded_once_by_a_new_link(elsewhere):
    transfer = elsewhere.asked()
    first = token()
    move_back(transfer, sent_at=10)

    alarms.ring_late(elsewhere.here)
    alarms.ring_late(elsewhere.here)

    assert token() != first
    assert Email.objects.filter(template="transfers/link").count() == 2
    assert Notice.objects.filter(kind="transfer.late").exists()


def test_it_lapses_when_its_link_runs_out_and_the_case_goes_on(elsewhere):
    transfer = elsewhere.asked()
    assert linking.lapse_old(elsewhere.here) == 0
    move_back(transfer, lapses_at=1)

    assert linking.lapse_old(elsewhere.here) == 1

    transfer.refresh_from_db()
    assert transfer.stage == Stage.LAPSED
    elsewhere.case.refresh_from_db()
    assert elsewhere.case.stage == At.GATHERING
    told = Notice.objects.filter(kind="transfer.lapsed")
    assert {one.member for one in told} == {elsewhere.asker, elsewhere.second}


@pytest.mark.parametrize("ending", ["declined", "lapsed"])
def test_what_the_panel_decided_is_due_again_when_it_came_to_nothing(elsewhere, ending):
    case = elsewhere.case
    chair = make_colleague(elsewhere.asker, role="panel_chair")
    cases.list_for_panel(case, reasons="So.", version=None, by=elsewhere.asker)
    panel.decide(case, decided=TRANSFER, sitting=sitting(), by=chair)
    transfer = elsewhere.asked()
    case.refresh_from_db()
    assert case.due_for == ""

    if ending == "declined":
        here = at(elsewhere)
        linking.answer(here, accepts=False, who=who(words="No."), link=here.link)
    else:
        linking.lapse(transfer)

    case.refresh_from_db()
    assert (case.stage, case.due_for) == (At.TO_TRANSFER, "transfer")


def test_the_register_names_the_panel_elsewhere_and_never_whose_case(elsewhere):
    elsewhere.asked()

    [line] = queries.register(elsewhere.here)

    assert (line.side, line.other) == ("ours", "Farmoor panel")
