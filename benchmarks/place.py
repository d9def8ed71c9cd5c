"""The partnership that is measured, and what is made in it by the product's actions."""

import secrets
from typing import Any

from django.db import transaction
from django.test import Client

from benchmarks.stage import HOST
from saltmarsh.access.permissions import Role
from saltmarsh.casework.desks.lifecycle import DeskKind
from saltmarsh.casework.desks.models import Desk, Rule, RuleDesk
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals import drafts
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts.models import Membership, Team, TeamPlace
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.keyring import queries as keys
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

# What somebody might write. Invented, as is everything here.
TOLD: dict[str, Any] = {
    "immediate_danger": "no",
    "part_of_job": "no",
    "names": "Robin Example",
    "worry": " ".join(["Robin has begun to talk of hurting people."] * 12),
    "stay_anonymous": "no",
    "referrer_name": "Kim Neighbour",
    "reply_email": "kim@neighbours.example",
}
TEAMS = 4


@transaction.atomic
def make() -> Partnership:
    """Make a partnership with teams, routing to three desks, and the form open."""
    partnership = partnerships.create(
        "Benchmark", hosts=[HOST, "127.0.0.1"], is_demo=True
    )
    keyring.begin(partnership)
    teams = [
        Team.objects.create(partnership=partnership, name=f"Team {number + 1}")
        for number in range(TEAMS)
    ]
    member = officer(partnership, teams[:2])
    rule = Rule.objects.create(partnership=partnership, position=1, is_default=True)
    for number, kind in enumerate(DeskKind.values[:3]):
        desk = Desk(partnership=partnership, name=f"Desk {kind}", kind=kind)
        desk.fallback = member
        if number == 0:
            desk.team = teams[0]
        else:
            desk.mailbox = f"{kind}@desk.example"
        desk.save()
        RuleDesk.objects.create(partnership=partnership, rule=rule, desk=desk)
    referrals.publish_shipped(partnership, by=None)
    return partnership


def officer(partnership: Partnership, teams: list[Team]) -> Membership:
    """Make a triage officer of `teams`."""
    member = accounts.add_member(
        partnership,
        email="officer@benchmark.example",
        name="Officer",
        role=Role.TRIAGE_OFFICER,
        by=None,
    )
    member.user.is_demo = True
    member.user.save(update_fields=["is_demo"])
    for team in teams:
        TeamPlace.objects.create(partnership=partnership, member=member, team=team)
    return member


def ready_drafts(partnership: Partnership, count: int) -> list[str]:
    """Write drafts to the check page, and return the secrets that open them."""
    found = []
    for _ in range(count):
        keys.forget()
        with transaction.atomic():
            partnerships.enter(partnership)
            draft, secret = drafts.start(partnership)
            drafts.keep(draft, answers=TOLD)
        found.append(secret)
    return found


def sign_in(member: Membership) -> str:
    """Return the cookies of a browser in which `member` has signed in."""
    client = Client(headers={"host": HOST})
    client.force_login(member.user)
    return "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())


def token() -> str:
    """Return a token against forged forms, for a cookie and a form alike."""
    return secrets.token_hex(16)
