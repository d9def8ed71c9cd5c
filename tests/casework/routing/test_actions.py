from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing import queries
from saltmarsh.casework.routing.lifecycle import State
from saltmarsh.casework.routing.models import Delivery, Link, Ring, RingKind
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices import queries as post
from saltmarsh.foundation.notices.models import Email
from tests.factories.casework import make_referral
from tests.factories.foundation import MembershipFactory, TeamFactory
from tests.factories.routing import (
    DeskFactory,
    default_rule,
    member_of,
    team_desk,
)


def queued(partnership, *desks):
    """Queue a referral for `desks` and send its notices; return the deliveries."""
    default_rule(partnership, *desks)
    referral = make_referral(partnership)
    found = routing.queue(referral, age=None, area=None)
    routing.send(partnership, referral_id=str(referral.pk))
    return found


def make_late(delivery):
    past = timezone.now() - timedelta(minutes=1)
    Delivery.objects.filter(pk=delivery.pk).update(due_at=past, rings_at=past)


def test_a_referral_is_queued_for_each_desk_with_one_job(partnership):
    desks = DeskFactory(partnership=partnership), team_desk(partnership)
    default_rule(partnership, *desks)
    referral = make_referral(partnership)

    found = routing.queue(referral, age=40, area="CO1")

    assert [one.desk for one in found] == list(desks)
    [job] = ProcrastinateJob.objects.filter(task_name="routing.send")
    assert job.args["referral"] == str(referral.pk)


def test_a_mailbox_desk_is_sent_an_opaque_link(partnership):
    queued(partnership, DeskFactory(partnership=partnership))

    [email] = Email.objects.all()
    assert email.to == "gateway@police.example"
    assert "/deliveries/" in email.text["body"]
    assert Link.objects.count() == 1


def test_every_member_of_a_teams_desk_is_told_by_email_and_in_the_product(partnership):
    desk = team_desk(partnership)
    second = member_of(desk.team)

    [delivery] = queued(partnership, desk)

    assert {email.to for email in Email.objects.all()} == {
        place.member.user.email for place in desk.team.places.all()
    }
    [notice] = post.waiting(second)
    assert notice.arguments == [str(delivery.pk)]


def test_notices_are_sent_once(partnership):
    [delivery] = queued(partnership, DeskFactory(partnership=partnership))

    routing.send(partnership, referral_id=str(delivery.referral_id))

    assert Email.objects.count() == 1


def test_a_notice_holds_nothing_of_the_referral(partnership):
    [delivery] = queued(partnership, DeskFactory(partnership=partnership))

    text = str(Email.objects.get().text)
    assert delivery.referral.reference not in text
    assert "Robin" not in text


def test_sent_is_when_the_mail_server_took_it(partnership):
    [delivery] = queued(partnership, DeskFactory(partnership=partnership))
    assert state_of(delivery) == State.QUEUED

    notices.send(partnership, email_id=str(Email.objects.get().pk))

    assert len(mail.outbox) == 1
    assert state_of(delivery) == State.SENT


def test_opened_and_acknowledged_say_by_whom(partnership):
    desk = team_desk(partnership)
    user = desk.team.places.get().member.user
    [delivery] = queued(partnership, desk)

    routing.open_delivery(delivery, by=user, link=None)
    assert state_of(delivery) == State.OPENED
    routing.acknowledge(delivery, by=user, link=None)

    [about] = queries.deliveries_of(delivery.referral)
    assert (about.state, about.by) == (State.ACKNOWLEDGED, str(user))
    assert not post.waiting(desk.team.places.get().member).exists()


def test_who_opened_it_first_stays_who_opened_it(partnership):
    [delivery] = queued(partnership, team_desk(partnership))
    first, second = (MembershipFactory(partnership=partnership).user for _ in range(2))

    routing.open_delivery(delivery, by=first, link=None)
    routing.open_delivery(delivery, by=second, link=None)

    delivery.refresh_from_db()
    assert delivery.opened_by == first
    assert Event.objects.filter(name="delivery.opened").count() == 2


def test_a_second_acknowledgement_changes_nothing(partnership):
    [delivery] = queued(partnership, team_desk(partnership))
    first, second = (MembershipFactory(partnership=partnership).user for _ in range(2))

    routing.acknowledge(delivery, by=first, link=None)
    routing.acknowledge(delivery, by=second, link=None)

    delivery.refresh_from_db()
    assert delivery.acknowledged_by == first
    assert Event.objects.filter(name="delivery.acknowledged").count() == 1


def test_a_member_acknowledges_for_their_own_desks(partnership):
    desk = team_desk(partnership)
    member = desk.team.places.get().member
    mine, other = queued(partnership, desk, DeskFactory(partnership=partnership))

    routing.acknowledge_for(mine.referral, by=member)

    assert (state_of(mine), state_of(other)) == (State.ACKNOWLEDGED, State.QUEUED)


def test_what_is_in_time_does_not_ring(partnership):
    queued(partnership, DeskFactory(partnership=partnership))

    assert routing.ring_late(partnership) == 0


def test_what_nobody_acknowledged_rings_the_desk_then_the_fallback(partnership):
    fallback = MembershipFactory(partnership=partnership)
    desk = DeskFactory(partnership=partnership, fallback=fallback)
    [delivery] = queued(partnership, desk)

    for _ in range(2):
        make_late(delivery)
        assert routing.ring_late(partnership) == 1

    kinds = Ring.objects.order_by("created_at").values_list("kind", flat=True)
    assert list(kinds) == [RingKind.NOTICE, RingKind.AGAIN, RingKind.FALLBACK]
    assert post.waiting(fallback).get().kind == "delivery.late"
    assert Ring.objects.get(kind=RingKind.FALLBACK).email.to == fallback.user.email


def test_a_late_delivery_to_a_mailbox_waits_for_the_referrals_team(partnership):
    team = TeamFactory(partnership=partnership)
    member = member_of(team)
    default_rule(partnership, DeskFactory(partnership=partnership))
    referral = make_referral(partnership, team=team)
    [delivery] = routing.queue(referral, age=None, area="")
    make_late(delivery)

    routing.ring_late(partnership)

    assert post.waiting(member).get().kind == "delivery.late"


def test_it_rings_no_more_after_a_while(partnership):
    [delivery] = queued(partnership, DeskFactory(partnership=partnership))

    for _ in range(queries.MOST_RINGS):
        make_late(delivery)
        routing.ring_late(partnership)

    delivery.refresh_from_db()
    assert delivery.rings_at is None
    assert routing.ring_late(partnership) == 0


def test_an_email_that_was_given_up_rings_at_once(partnership):
    queued(partnership, DeskFactory(partnership=partnership))
    Email.objects.update(state="failed")

    assert routing.ring_late(partnership) == 1


def test_what_is_acknowledged_rings_no_more(partnership):
    [delivery] = queued(partnership, DeskFactory(partnership=partnership))
    make_late(delivery)

    routing.acknowledge(delivery, by=None, link=Link.objects.get())

    assert routing.ring_late(partnership) == 0
    [about] = queries.deliveries_of(delivery.referral)
    assert "code" in about.by


def test_no_event_holds_an_address_or_a_token(partnership):
    queued(partnership, DeskFactory(partnership=partnership))
    body = Email.objects.get().text["body"]
    token = body.partition("/deliveries/")[2].split()[0]

    written = str(list(Event.objects.values()))
    assert token not in written
    assert "gateway@police.example" not in written


@pytest.mark.parametrize("missing", ["", "mail"])
def test_a_proof_is_kept(partnership, missing):
    routing.note_proof(partnership, missing=missing)

    assert queries.last_proof(partnership).missing == missing
    assert bool(queries.last_proof(partnership, is_well=True)) == (missing == "")


def test_a_test_goes_to_the_desk_and_says_so(partnership):
    for desk in (DeskFactory(partnership=partnership), team_desk(partnership)):
        [email] = routing.send_test(desk, by=None)

        assert email.text["subject"] == "Test of referrals"


def state_of(delivery):
    held = Delivery.objects.filter(pk=delivery.pk)
    return queries.described(held)[0].state
