from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.allocation import actions as allocation
from saltmarsh.casework.allocation.queries import Sight
from saltmarsh.casework.referrals.actions import StaleReferral
from saltmarsh.casework.referrals.models import Grant, Referral
from saltmarsh.foundation.refusals import Refused
from tests.casework.triage.desk import arrived, make_colleague, make_officer


def given(referral, owner, by, version=None):
    allocation.allocate(referral, team=by.team, owner=owner, version=version, by=by)


def seen_by(member):
    return Referral.objects.seen_by(member, timezone.now())


def restricted_to(referral, *members, by, deciding=1):
    until = timezone.now() + timedelta(days=1)
    sight = Sight(members, deciding, until, "A relative works here.")
    allocation.restrict(referral, sight=sight, by=by)


def test_a_new_owner_is_told():
    manager = make_officer()
    owner = make_colleague(manager)
    referral = arrived(manager)

    given(referral, owner, manager)

    assert referral.owner == owner
    assert manager.partnership.notices.waiting().get().member == owner


def test_an_owner_from_outside_the_team_is_refused():
    manager = make_officer()
    referral = arrived(manager)

    with pytest.raises(Refused, match="no place in the team"):
        given(referral, make_officer(manager.partnership), manager)


def test_an_allocation_does_not_overwrite_another():
    manager = make_officer()
    referral = arrived(manager)
    seen = referral.version
    given(referral, manager, manager, seen)

    with pytest.raises(StaleReferral):
        given(referral, None, manager, seen)


def test_several_are_given_to_one_owner():
    manager = make_officer()
    chosen = [arrived(manager), arrived(manager)]

    count = allocation.allocate_all(chosen, team=None, owner=manager, by=manager)

    assert count == 2
    assert manager.partnership.referrals.filter(owner=manager).count() == 2


def test_an_officer_takes_what_nobody_owns():
    officer = make_officer()
    referral = arrived(officer)

    allocation.take(referral, version=None, by=officer)

    assert Referral.objects.get(pk=referral.pk).owner == officer


def test_an_officer_does_not_take_what_somebody_owns():
    officer = make_officer()
    referral = arrived(officer, owner=make_colleague(officer))

    with pytest.raises(Refused, match="Somebody else"):
        allocation.take(referral, version=None, by=officer)


def test_only_the_named_see_a_restricted_referral():
    manager = make_officer()
    named = make_officer(manager.partnership)
    referral = arrived(manager)

    restricted_to(referral, named, by=manager)

    assert not seen_by(manager).exists()
    assert seen_by(named).get() == referral


def test_a_restriction_that_nobody_can_decide_under_is_refused():
    manager = make_officer()
    referral = arrived(manager)

    with pytest.raises(Refused, match="decides"):
        restricted_to(referral, manager, by=manager, deciding=0)

    assert seen_by(manager).exists()


def test_a_lifted_restriction_shows_it_to_the_team():
    manager = make_officer()
    referral = arrived(manager)
    restricted_to(referral, make_officer(manager.partnership), by=manager)

    allocation.lift(referral, by=manager.user_id)

    assert seen_by(manager).get() == referral


def test_a_restriction_ends_when_its_time_is_over():
    manager = make_officer()
    named = make_officer(manager.partnership)
    referral = arrived(manager)
    restricted_to(referral, named, by=manager)
    assert allocation.lift_expired(manager.partnership) == 0
    Grant.objects.update(until=timezone.now() - timedelta(seconds=1))

    assert allocation.lift_expired(manager.partnership) == 1

    assert seen_by(manager).get() == referral
    assert not seen_by(named).exists()
