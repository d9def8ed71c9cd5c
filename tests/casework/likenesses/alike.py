"""Referrals about people who are alike, and the machine that looks."""

from django.utils import timezone

from saltmarsh.casework.identities import actions as identities
from saltmarsh.casework.identities import queries as indexed
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses import queries
from saltmarsh.casework.referrals.models import Grant
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.triage.desk import acknowledged
from tests.factories.casework import TOLD

BORN = {"day": 12, "month": 3, "year": 2008, "certainty": "exact"}
HOME = {"line_1": "14 Mill Lane", "town": "Saltmarsh", "postcode": "SM1 4AB"}
ROBIN = {"names": "Robin Wetherby", "date_of_birth": BORN, "address": HOME}
MISSPELT = ROBIN | {"names": "Robyn Weatherbee"}
TWIN = ROBIN | {"names": "Sasha Wetherby"}
STRANGER = {"names": "Ilyas Karimov"}


def about(member, person, **values):
    """Return a referral about `person` that the worker has looked at."""
    referral = acknowledged(member, told=TOLD | person, **values)
    identity = find(referral)
    likenesses.look(referral.partnership, identity_id=identity.pk)
    return referral


def find(referral):
    """Let the referral be found; return its identity."""
    identity = indexed.of_file(referral.partnership, referral.pk)
    identities.index(referral.partnership, identity_id=identity.pk)
    return identity


def shown(referral, member):
    partnerships.enter(referral.partnership)
    return queries.shown(referral, member, timezone.now())


def others(referral, member):
    return [one.other for one in shown(referral, member) if one.is_open]


def restrict(referral, *members):
    referral.is_restricted = True
    referral.save()
    for member in members:
        grant = Grant(
            partnership=referral.partnership,
            referral=referral,
            member=member,
            by=member.user,
        )
        grant.reason = "A relative works here."
        grant.save()
