"""The demo's partnerships, teams, accounts and desks. Everybody is made up."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from saltmarsh.casework.desks import actions as desks
from saltmarsh.casework.desks.actions import Particulars
from saltmarsh.casework.desks.lifecycle import DeskKind, Unit
from saltmarsh.casework.desks.rules import Terms
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.community.content import shipped
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

PLANS = json.loads(Path(__file__).with_name("example_people.json").read_text())


@transaction.atomic
def partnership(plan: dict[str, Any], password: str) -> tuple[Partnership, bool]:
    """Return the partnership of `plan`, and whether it was made just now.

    password: a hash, which every example account gets.
    """
    found = Partnership.objects.filter(name=plan["name"], is_demo=True).first()
    if found:
        partnerships.enter(found)
        known = User.objects.filter(is_demo=True, memberships__partnership=found)
        known.update(password=password)
        return found, False
    made = partnerships.create(plan["name"], hosts=plan["hosts"], is_demo=True)
    keyring.begin(made)
    settle(made, plan["facts"], plan.get("settings", {}))
    teams = {
        name: accounts.make_team(made, name=name, by=None) for name in plan["teams"]
    }
    for about in plan["members"]:
        member = add(made, about, password)
        accounts.place(member, teams=[teams[name] for name in about["teams"]], by=None)
    route(made)
    referrals.publish_shipped(made, by=None)
    return made, True


def settle(made: Partnership, facts: dict[str, str], other: dict[str, str]) -> None:
    """Fill in the public pages: invented names, and numbers kept for drama; and other
    settings.
    """
    keys = {one.name: one.setting.key for one in shipped.placeholders()}
    made.settings = {keys[name]: value for name, value in facts.items()} | other
    made.save(update_fields=["settings"])


def add(made: Partnership, about: dict[str, Any], password: str) -> Membership:
    member = accounts.add_member(
        made, email=about["email"], name=about["name"], role=about["role"], by=None
    )
    member.organisation = about.get("organisation", "")
    member.save(update_fields=["organisation"])
    User.objects.filter(pk=member.user_id).update(is_demo=True, password=password)
    return member


def route(made: Partnership) -> None:
    """Send everything to the team and the police, and children to the hub as well."""
    managers = made.memberships.filter(role="manager").order_by("created_at")
    fallback = managers.first() or made.memberships.get()
    team = made.teams.get()
    plans = [
        Particulars("Council Prevent team", DeskKind.PREVENT, team, fallback=fallback),
        Particulars(
            "Police gateway",
            DeskKind.POLICE,
            mailbox="gateway@police.example",
            fallback=fallback,
            within=4 * 60,
            unit=Unit.MINUTES,
            shows_referrer=True,
        ),
        Particulars(
            "Children’s safeguarding hub",
            DeskKind.SAFEGUARDING,
            mailbox="hub@safeguarding.example",
            fallback=fallback,
        ),
    ]
    prevent, police, hub = (desks.add_desk(made, about=one, by=None) for one in plans)
    children = [prevent, police, hub]
    desks.add_rule(made, terms=Terms(), goes_to=[prevent, police], by=None)
    desks.add_rule(made, terms=Terms(age_to=17), goes_to=children, by=None)
