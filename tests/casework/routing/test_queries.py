from datetime import timedelta

from django.utils import timezone

from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing import queries
from saltmarsh.casework.routing.lifecycle import State
from saltmarsh.casework.routing.models import Delivery
from saltmarsh.foundation.notices.models import Email
from tests.factories.casework import make_referral
from tests.factories.foundation import MembershipFactory, TeamFactory
from tests.factories.routing import (
    DeskFactory,
    default_rule,
    member_of,
    team_desk,
)


def sent(partnership, *desks, **referral):
    default_rule(partnership, *desks)
    made = make_referral(partnership, **referral)
    found = routing.queue(made, age=None, area=None)
    routing.send(partnership, referral_id=str(made.pk))
    return found


def test_deliveries_are_described_in_two_queries(
    partnership, django_assert_num_queries
):
    desks = [DeskFactory(partnership=partnership) for _ in range(4)]
    [first, *_] = sent(partnership, *desks)

    with django_assert_num_queries(2):
        found = queries.deliveries_of(first.referral)

    assert [one.desk for one in found] == [desk.name for desk in desks]


def test_a_delivery_whose_emails_were_all_given_up_could_not_be_sent(partnership):
    [delivery] = sent(partnership, DeskFactory(partnership=partnership))
    Email.objects.update(state="failed", attempts=7, error="SMTPDataError")

    [about] = queries.deliveries_of(delivery.referral)

    assert about.state == State.FAILED
    [ring] = about.rings
    assert (ring.attempts, ring.error) == (7, "SMTPDataError")


def test_a_delivery_is_late_once_its_time_is_over(partnership):
    [delivery] = sent(partnership, DeskFactory(partnership=partnership))
    assert not queries.deliveries_of(delivery.referral)[0].is_late

    Delivery.objects.update(due_at=timezone.now())

    assert queries.deliveries_of(delivery.referral)[0].is_late


def test_a_ring_says_which_member_was_told(partnership):
    desk = team_desk(partnership)

    [delivery] = sent(partnership, desk)

    [ring] = queries.deliveries_of(delivery.referral)[0].rings
    assert ring.to == str(desk.team.places.get().member)


def test_the_referrals_team_sees_its_deliveries(partnership):
    team = TeamFactory(partnership=partnership)
    found = sent(partnership, DeskFactory(partnership=partnership), team=team)

    seen = queries.seen_deliveries(member_of(team), timezone.now())

    assert list(seen) == found


def test_a_desks_team_and_its_fallback_answer(partnership):
    fallback = MembershipFactory(partnership=partnership)
    desk = team_desk(partnership, fallback=fallback)
    found = sent(partnership, desk)

    for member in (desk.team.places.get().member, fallback):
        assert list(queries.answerable_by(member)) == found
    stranger = MembershipFactory(partnership=partnership)
    assert not queries.answerable_by(stranger).exists()


def test_a_ring_that_nobody_rang_is_noticed(partnership):
    sent(partnership, DeskFactory(partnership=partnership))
    assert not queries.waiting_too_long(partnership, minutes=10)

    Delivery.objects.update(rings_at=timezone.now() - timedelta(minutes=11))

    assert queries.waiting_too_long(partnership, minutes=10)
