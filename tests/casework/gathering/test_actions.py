import pytest
from django.db import transaction
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases.lifecycle import Stage as CaseStage
from saltmarsh.casework.gathering import actions as requests
from saltmarsh.casework.gathering.lifecycle import Stage
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.cases.room import make_case, met
from tests.casework.gathering.asked import (
    PERSON,
    at,
    letters,
    link_of,
    make_contact,
    make_partner,
    make_request,
    replied,
    wanted,
)
from tests.casework.triage.desk import make_officer
from tests.factories.foundation import MembershipFactory


@pytest.fixture
def officer():
    return make_officer()


def test_a_partner_with_an_account_gets_an_email_that_says_nothing(officer):
    partner = make_partner(officer)

    asked = make_request(officer, whom=partner)

    [letter] = letters("asked")
    assert letter.to == partner.user.email
    assert f"/partners/requests/{asked.pk}" in letter.text["body"]
    for kept in (PERSON, "roll", asked.case.reference):
        assert kept not in str(letter.text)


def test_a_partner_without_one_gets_a_link(officer):
    asked = make_request(officer, whom=make_contact(officer))

    [letter] = letters("asked")
    assert letter.to == "office@mill-school.example"
    assert PERSON not in str(letter.text)
    assert at(asked) == asked


def test_what_is_asked_is_sealed_and_whom_as_it_was_sent(officer):
    asked = make_request(officer, whom=make_contact(officer))

    held = InformationRequest.objects.get()
    assert held.whom["organisation"] == "Mill School"
    assert held.words["purpose"] == "To plan support."
    assert "files" in held.words["leave_out"]
    assert held.person == [PERSON]
    sealed = (held.sealed_whom, held.sealed_words, held.sealed_person)
    assert not any(b"Mill" in bytes(s) or b"Robin" in bytes(s) for s in sealed)
    event = Event.objects.get(name="request.asked")
    assert set(event.subject_ids) == {asked.pk, asked.case_id}


def test_nobody_is_asked_about_a_case_that_has_ended_or_who_has_left(officer):
    case = make_case(officer, stage=CaseStage.CLOSED, due_at=None, due_for="")
    with pytest.raises(Refused, match="has ended"):
        make_request(officer, case=case)
    partner = make_partner(officer)
    partner.left_at = timezone.now()

    with pytest.raises(Refused, match="does not work"):
        requests.ask(make_case(officer), whom=partner, wanted=wanted(), by=officer)

    assert not InformationRequest.objects.exists()
    assert letters("asked") == []


def test_a_contact_is_recorded_once(officer):
    make_contact(officer)

    with pytest.raises(Refused, match="already"):
        make_contact(officer, name="ada quill")


def test_what_is_withdrawn_opens_no_more(officer):
    asked = make_request(officer, whom=make_contact(officer))
    with pytest.raises(Refused, match="why you withdraw"):
        requests.withdraw(asked, reason=" ", by=officer)

    requests.withdraw(asked, reason="Asked twice.", by=officer)

    assert InformationRequest.objects.get().withdrawal == "Asked twice."
    assert at(asked) is None


def test_an_answered_request_is_not_withdrawn(officer):
    asked = make_request(officer)
    replied(asked)

    with pytest.raises(MoveNotAllowed):
        requests.withdraw(asked, reason="Asked twice.", by=officer)


def test_a_reminder_carries_a_link_of_its_own_and_the_first_still_opens(officer):
    asked = make_request(officer, whom=make_contact(officer))
    first = link_of(asked)

    requests.chase(asked, by=officer.user)

    assert at(asked) == asked
    assert link_of(asked) != first
    assert PERSON not in str(letters("chased")[0].text)
    asked.refresh_from_db()
    assert asked.chased == 1


def test_nobody_is_reminded_of_what_is_answered(officer):
    asked = make_request(officer)
    replied(asked)

    with pytest.raises(Refused, match="answered or withdrawn"):
        requests.chase(asked, by=None)

    assert letters("chased") == []


def test_a_referrer_is_asked_in_the_mailbox_of_a_referral_of_the_case(officer):
    referral = met(officer)
    case = make_case(officer, referral)

    requests.ask_referrer(case, referral, text="What is new?", by=officer)

    [question] = referral.messages.open_questions()
    assert question.text == "What is new?"
    with pytest.raises(Refused, match="Enter what"):
        requests.ask_referrer(case, referral, text=" ", by=officer)
    with pytest.raises(Refused, match="does not rest"):
        requests.ask_referrer(case, met(officer), text="What?", by=officer)


def test_a_request_is_to_one_partner_alone(officer):
    asked = make_request(officer)
    asked.contact = make_contact(officer)

    with pytest.raises(Exception, match="to_one"), transaction.atomic():
        asked.save()

    assert InformationRequest.objects.get().stage == Stage.ASKED


def colleague_of(member, **values):
    made = {"role": Role.PARTNER, "organisation": member.organisation} | values
    return MembershipFactory(partnership=member.partnership, **made)


def test_a_colleague_is_asked_instead_and_the_first_can_open_it_no_more(officer):
    asked = make_request(officer)
    first, second = asked.member, colleague_of(asked.member)

    requests.pass_on(asked, whom=second, by=officer)

    since = timezone.now()
    every = InformationRequest.objects
    assert not every.addressed_to(first, since)
    assert every.addressed_to(second, since).get().whom["name"] == str(second.user)
    assert letters("asked")[0].to == second.user.email
    assert Event.objects.filter(name="request.passed_on").get().by == officer.user_id


def test_only_a_colleague_is_asked_instead_and_only_while_it_is_out(officer):
    asked, elsewhere = make_request(officer), make_partner(officer)
    elsewhere.organisation = "Housing trust"
    gone = colleague_of(asked.member, left_at=timezone.now())
    for whom in (elsewhere, gone, asked.member):
        with pytest.raises(Refused, match="of the organisation"):
            requests.pass_on(asked, whom=whom, by=officer)

    replied(asked)

    with pytest.raises(Refused, match="answered or withdrawn"):
        requests.pass_on(asked, whom=colleague_of(asked.member), by=officer)
