import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.casework.neighbours import actions as neighbours
from saltmarsh.casework.neighbours import crossing
from saltmarsh.casework.neighbours.lifecycle import Stage
from saltmarsh.casework.neighbours.models import Enquiry
from saltmarsh.casework.neighbours.queries import Whom
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Email, Notice
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.triage.desk import arrived, make_officer
from tests.factories.neighbours import WHY, Two, make_enquiry, make_neighbour

NAME = "Robin Example"


@pytest.fixture
def two():
    return Two()


def jobs():
    return list(ProcrastinateJob.objects.values_list("task_name", flat=True))


def test_a_draft_seals_what_is_sent_and_sends_nothing(two):
    enquiry = two.drafted()

    assert enquiry.stage == Stage.DRAFTED
    assert enquiry.facts == [{"kind": "name", "text": NAME}]
    assert NAME.encode() not in bytes(enquiry.sealed_facts)
    assert neighbours.DELIVER not in jobs()


def test_without_a_ground_nobody_is_asked(two):
    with pytest.raises(Refused, match="section 36"):
        neighbours.draft(
            two.referral, whom=Whom(to=two.there), picked=[], reason=WHY, by=two.asker
        )


def test_one_request_is_open_at_a_time(two):
    two.drafted()

    with pytest.raises(Refused, match="open already"):
        two.drafted()


def test_the_database_allows_one_open_request_at_a_time(two):
    enquiry = two.drafted()
    again = Enquiry.objects.get(pk=enquiry.pk)
    again.pk, again._state.adding = None, True

    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_the_other_managers_are_told_that_a_signature_is_wanted(two):
    enquiry = two.waiting()

    told = Notice.objects.waiting().get(kind=neighbours.TO_SIGN)
    assert (told.member, told.about_id) == (two.second, enquiry.pk)


def test_nobody_signs_what_they_wrote(two):
    enquiry = two.waiting()

    with pytest.raises(Refused, match="Another manager signs"):
        neighbours.sign(enquiry, by=two.asker)


def test_without_a_data_protection_officer_nothing_is_signed(two):
    enquiry = two.waiting()
    two.officer.delete()

    with pytest.raises(Refused, match="data protection officer"):
        neighbours.sign(enquiry, by=two.second)


def test_who_answers_no_more_is_not_asked(two):
    enquiry = two.waiting()
    two.there.settings = {}
    two.there.save()

    with pytest.raises(Refused, match="does not answer"):
        neighbours.sign(enquiry, by=two.second)


def test_a_signed_request_goes_and_the_officer_is_told_without_a_name(two):
    enquiry = two.signed()

    assert enquiry.stage == Stage.SENT
    assert neighbours.DELIVER in jobs()
    assert Notice.objects.get(kind=neighbours.TOLD_OFFICER).member == two.officer
    email = Email.objects.get(template="neighbours/officer")
    assert email.to == two.officer.user.email
    assert NAME not in str(email.text)
    assert not Notice.objects.waiting().filter(kind=neighbours.TO_SIGN).exists()


def test_the_second_person_may_refuse_and_nothing_is_sent(two):
    enquiry = two.waiting()
    neighbours.refuse(enquiry, words="Too little reason.", by=two.second)

    assert enquiry.stage == Stage.REFUSED
    assert neighbours.DELIVER not in jobs()
    assert enquiry.steps.latest("created_at").words == "Too little reason."


def test_nobody_refuses_what_they_wrote(two):
    with pytest.raises(Refused, match="withdraw it"):
        neighbours.refuse(two.waiting(), words="Wrong.", by=two.asker)


def test_a_withdrawn_request_is_taken_back_once_it_was_sent(two):
    drafted = two.drafted()
    neighbours.withdraw(drafted, words="Not needed.", by=two.asker.user)
    assert neighbours.TAKE_BACK not in jobs()

    neighbours.withdraw(two.signed(), words="Not needed.", by=two.asker.user)
    assert neighbours.TAKE_BACK in jobs()


def test_an_unsigned_request_is_not_sent(two):
    enquiry = two.drafted()

    with pytest.raises(MoveNotAllowed):
        neighbours.sign(enquiry, by=two.second)


def test_an_answer_tells_both_who_asked(two):
    enquiry, _received = two.sent()
    neighbours.take_answer(enquiry, answer="contact", who="Officer")

    told = Notice.objects.waiting().filter(kind=neighbours.ANSWERED)
    assert {notice.member for notice in told} == {two.asker, two.second}
    neighbours.read_answer(enquiry, by=two.asker.user)
    assert not told.all().exists()


def test_the_officer_takes_their_notice_away(two):
    two.signed()
    neighbours.read_register(two.here, by=two.officer.user)

    assert not Notice.objects.waiting().filter(kind=neighbours.TOLD_OFFICER).exists()


def test_an_answer_by_the_link_ends_it(two):
    whom = Whom(neighbour=make_neighbour(two.here, two.asker.user))
    enquiry = make_enquiry(two.referral, by=two.asker, whom=whom)
    neighbours.submit(enquiry, by=two.asker.user)
    neighbours.sign(enquiry, by=two.second)
    crossing.deliver(two.here, enquiry_id=str(enquiry.pk))
    enquiry.refresh_from_db()
    neighbours.note_opened(enquiry, link=enquiry.link)
    neighbours.answer_by_link(enquiry, answer="nothing", link=enquiry.link)

    enquiry.link.refresh_from_db()
    assert enquiry.link.expires_at <= timezone.now()
    assert enquiry.stage == Stage.ANSWERED
    events = Event.objects.filter(by=enquiry.link_id, by_kind="link")
    assert {event.name for event in events} >= {
        "enquiry.opened",
        "enquiry.answered_by_link",
    }


def test_a_mailbox_is_recorded_once_with_its_reason(partnership):
    member = make_officer(partnership, role="manager")
    made = make_neighbour(partnership, member.user)

    assert made.reason == "By telephone."
    with pytest.raises(Refused, match="recorded already"):
        make_neighbour(partnership, member.user, name="elsewhere")


def test_each_step_is_dated_and_audited_without_a_word(two):
    enquiry = two.signed()

    stages = list(enquiry.steps.order_by("created_at").values_list("stage", flat=True))
    assert stages == [Stage.DRAFTED, Stage.WAITING, Stage.SENT]
    events = Event.objects.filter(name__startswith="enquiry.")
    names = set(events.values_list("name", flat=True))
    assert names == {"enquiry.drafted", "enquiry.submitted", "enquiry.signed"}
    assert NAME not in str(list(events.values()))


def test_another_partnership_may_be_asked_about_the_same_person(two):
    two.drafted()
    other = Whom(neighbour=make_neighbour(two.here, two.asker.user))

    assert make_enquiry(two.referral, by=two.asker, whom=other)
    assert arrived(two.asker).enquiries.count() == 0


def test_an_answer_that_was_given_is_not_given_again(two):
    _enquiry, received = two.sent()
    partnerships.enter(two.there)
    user = two.answerer.user
    neighbours.answer(received, answer="contact", words="Called Kim.", by=user)

    assert received.note == "Called Kim."
    assert neighbours.RETURN in jobs()
    with pytest.raises(MoveNotAllowed):
        neighbours.answer(received, answer="nothing", words="", by=user)
