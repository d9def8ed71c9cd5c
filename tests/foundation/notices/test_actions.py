from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices import queries, working
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.notices.models import Email, State
from tests.committed import apart
from tests.factories.foundation import (
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
    TeamPlaceFactory,
)
from tests.smtp import catching

ADDRESS = "mailbox@police.example"


def letter(partnership):
    return notices.mail(
        partnership,
        to=ADDRESS,
        template="routing/proof",
        fills={"desk": "The gateway"},
        by=None,
    )


def test_an_email_waits_in_the_outbox_sealed_with_its_job(partnership):
    email = letter(partnership)

    assert ADDRESS.encode() not in bytes(email.sealed_to)
    assert email.to == ADDRESS
    assert email.text["subject"] == "Test of referrals"
    assert ProcrastinateJob.objects.get().args["email"] == str(email.pk)


def test_an_email_goes_from_the_action_to_a_mail_server():
    def scene():
        with transaction.atomic():
            letter(PartnershipFactory())
        with catching() as caught:
            working.worker().run_worker(wait=False)
        [(to, text)] = caught.letters
        assert to == [ADDRESS]
        assert "The gateway" in text

    apart(scene)


def test_a_sent_email_is_not_sent_again(partnership):
    email = letter(partnership)

    notices.send(partnership, email_id=str(email.pk))
    notices.send(partnership, email_id=str(email.pk))

    email.refresh_from_db()
    assert (email.state, email.attempts, len(mail.outbox)) == (State.SENT, 1, 1)


def test_what_the_server_refuses_is_tried_again_later(partnership):
    email = letter(partnership)

    with catching() as caught:
        caught.refuses = True
        notices.send(partnership, email_id=str(email.pk))

    email.refresh_from_db()
    assert (email.state, email.error) == (State.QUEUED, "SMTPDataError")
    assert email.next_at > timezone.now()
    assert notices.drain(partnership) == 0


def test_what_is_due_is_tried_again(partnership):
    letter(partnership)

    assert notices.drain(partnership) == 1


def test_after_the_last_try_it_is_given_up(partnership):
    email = letter(partnership)
    Email.objects.update(attempts=len(notices.BACKOFF_MINUTES))

    with catching() as caught:
        caught.refuses = True
        notices.send(partnership, email_id=str(email.pk))

    email.refresh_from_db()
    assert email.state == State.FAILED
    assert Event.objects.filter(name="email.failed").exists()


def test_no_event_holds_an_address(partnership):
    email = letter(partnership)
    notices.send(partnership, email_id=str(email.pk))

    assert ADDRESS not in str(list(Event.objects.values_list("codes", flat=True)))


def test_some_days_after_sending_address_text_and_key_are_gone(partnership):
    email = letter(partnership)
    notices.send(partnership, email_id=str(email.pk))
    Email.objects.update(created_at=timezone.now() - timedelta(days=8))

    assert notices.empty(partnership) == 1

    email.refresh_from_db()
    assert email.to is email.text is None
    assert keyring.keys_of(partnership.pk, email.pk) == {}


def test_what_was_sent_today_is_kept(partnership):
    email = letter(partnership)
    notices.send(partnership, email_id=str(email.pk))

    assert notices.empty(partnership) == 0


def test_a_notice_waits_once_for_a_team(partnership):
    member = in_a_team(partnership)
    team = member.places.get().team
    place = Place("desk:notices", (), team.pk)

    notices.tell(partnership, kind="test", place=place, team=team)
    notices.tell(partnership, kind="test", place=place, team=team)

    assert queries.waiting(member).count() == 1


def test_a_notice_waits_for_a_member_until_it_is_done(partnership):
    member = MembershipFactory(partnership=partnership)
    place = Place("desk:notices", (), member.pk)
    notices.tell(partnership, kind="test", place=place, member=member)
    [notice] = queries.waiting(member)

    notices.see(member, notice_ids=[notice.pk])
    notices.done(partnership, kind="test", about_id=member.pk)

    notice.refresh_from_db()
    assert notice.seen_at
    assert not queries.waiting(member).exists()


def test_nobody_sees_what_waits_for_another(partnership):
    member = MembershipFactory(partnership=partnership)
    place = Place("desk:notices", (), member.pk)

    notices.tell(partnership, kind="test", place=place, member=member)

    assert not queries.waiting(in_a_team(partnership)).exists()


def test_a_template_without_its_word_is_an_error(partnership):
    with pytest.raises(KeyError):
        notices.mail(
            partnership, to=ADDRESS, template="routing/proof", fills={}, by=None
        )


def in_a_team(partnership):
    member = MembershipFactory(partnership=partnership)
    team = TeamFactory(partnership=partnership)
    TeamPlaceFactory(partnership=partnership, member=member, team=team)
    return member
