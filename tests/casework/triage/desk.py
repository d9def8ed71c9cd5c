"""A desk with somebody at it, for tests of what they decide."""

from datetime import date, timedelta

from django.utils import timezone

from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage.queries import Decider, PoliceAnswer, Why
from tests.factories.casework import make_referral
from tests.factories.foundation import (
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
    TeamPlaceFactory,
)

WHY = Why("It was told first hand.", "Wait, or look at it now")
ANSWER = PoliceAnswer("may_exist", "no_conflict", date(2026, 1, 5))


def make_officer(partnership=None, team=None, **values):
    """Return an officer with a place in a team."""
    partnership = partnership or PartnershipFactory()
    team = team or TeamFactory(partnership=partnership)
    member = MembershipFactory(partnership=partnership, **values)
    TeamPlaceFactory(partnership=partnership, team=team, member=member)
    member.team = team
    return member


def make_colleague(member, **values):
    return make_officer(member.partnership, member.team, **values)


def arrived(member, **values):
    """Return a new referral of the officer's team."""
    return make_referral(member.partnership, team=member.team, **values)


def acknowledged(member, **values):
    """Return a referral that the officer has acknowledged."""
    referral = arrived(member, **values)
    triage.acknowledge(referral, why=WHY, by=decider(member))
    return referral


def decider(member, version=None):
    return Decider(member, version)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)
