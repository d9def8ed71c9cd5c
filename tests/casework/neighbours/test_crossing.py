from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.casework.neighbours import actions as neighbours
from saltmarsh.casework.neighbours import crossing
from saltmarsh.casework.neighbours.lifecycle import Stage
from saltmarsh.casework.neighbours.models import Enquiry, Received
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.keyring.queries import keys_of
from saltmarsh.foundation.notices.models import Email, Notice
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.neighbours import Two

NAME = "Robin Example"


@pytest.fixture
def two():
    return Two()


def answered(two, received):
    partnerships.enter(two.there)
    user = two.answerer.user
    neighbours.answer(received, answer="contact", words="Called.", by=user)


def test_the_other_side_gets_a_copy_under_its_own_key(two):
    enquiry, received = two.sent()

    assert not Received.objects.exists()
    partnerships.enter(two.there)
    held = Received.objects.get()
    assert held.facts == enquiry_facts(two, enquiry)
    assert held.contact["email"] == two.asker.user.email
    assert keys_of(two.there.pk, received.pk)
    assert not Enquiry.objects.exists()


def enquiry_facts(two, enquiry):
    partnerships.enter(two.here)
    facts = enquiry.facts
    partnerships.enter(two.there)
    return facts


def test_its_managers_are_told_without_a_name(two):
    _enquiry, received = two.sent()

    partnerships.enter(two.there)
    notice = Notice.objects.get(kind=neighbours.ARRIVED)
    assert (notice.member, notice.about_id) == (two.answerer, received.pk)
    email = Email.objects.get(template="neighbours/received")
    assert NAME not in str(email.text)
    assert two.here.name not in str(email.text)


def test_it_is_left_there_once(two):
    enquiry, _received = two.sent()
    crossing.deliver(two.here, enquiry_id=str(enquiry.pk))

    partnerships.enter(two.there)
    assert Received.objects.count() == 1


def test_what_was_withdrawn_meanwhile_is_not_left_there(two):
    enquiry = two.signed()
    neighbours.withdraw(enquiry, words="Not needed.", by=two.asker.user)
    crossing.deliver(two.here, enquiry_id=str(enquiry.pk))

    partnerships.enter(two.there)
    assert not Received.objects.exists()


def test_an_answer_goes_back_with_who_gave_it_and_without_the_note(two):
    enquiry, received = two.sent()
    answered(two, received)
    crossing.give_answer(two.there, received_id=str(received.pk))

    partnerships.enter(two.here)
    held = Enquiry.objects.get(pk=enquiry.pk)
    assert (held.stage, held.answer) == (Stage.ANSWERED, "contact")
    assert held.answered_by == str(two.answerer.user)
    words = [step.words for step in held.steps.all()]
    assert "Called." not in words


def test_an_answer_that_comes_too_late_changes_nothing(two):
    enquiry, received = two.sent()
    neighbours.withdraw(enquiry, words="Not needed.", by=two.asker.user)
    answered(two, received)
    crossing.give_answer(two.there, received_id=str(received.pk))

    partnerships.enter(two.here)
    assert Enquiry.objects.get(pk=enquiry.pk).stage == Stage.WITHDRAWN


def test_what_is_taken_back_is_erased_there(two):
    enquiry, received = two.sent()
    neighbours.withdraw(enquiry, words="Not needed.", by=two.asker.user)
    crossing.take_back(two.here, enquiry_id=str(enquiry.pk))

    partnerships.enter(two.there)
    held = Received.objects.get()
    assert held.stage == Stage.WITHDRAWN
    assert held.facts is None
    assert held.erased_at
    assert not keys_of(two.there.pk, received.pk)
    assert not Notice.objects.waiting().filter(kind=neighbours.ARRIVED).exists()


def test_both_copies_lapse_when_their_time_is_over(two):
    enquiry, _received = two.sent()
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        crossing.tidy(two.here)
        partnerships.enter(two.there)
        crossing.tidy(two.there)

    assert Received.objects.get().stage == Stage.LAPSED
    partnerships.enter(two.here)
    assert Enquiry.objects.get(pk=enquiry.pk).stage == Stage.LAPSED


def test_their_copy_is_erased_by_a_rule_of_its_own(two):
    _enquiry, received = two.sent()
    answered(two, received)
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        crossing.tidy(two.there)
        assert Received.objects.get().facts
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        crossing.tidy(two.there)

    held = Received.objects.get()
    assert (held.facts, held.contact, held.note) == (None, None, None)
    assert (held.stage, held.answer) == (Stage.ANSWERED, "contact")


def test_every_step_there_is_audited_there(two):
    _enquiry, received = two.sent()
    answered(two, received)

    names = Event.objects.filter(subject_ids__contains=[received.pk])
    assert {event.name for event in names} == {
        "enquiry.received",
        "enquiry.answer_given",
    }
