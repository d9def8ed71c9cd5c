"""What a member manages, by what their role lets them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission, granted

P = Permission


@dataclass(frozen=True)
class Card:
    """A place to go, for whoever holds `needs`."""

    needs: Permission
    title: Any
    text: Any
    route: str


CARDS = [
    Card(
        P.MEMBER_MANAGE,
        _("People and teams"),
        _("Invite people, give them a role and a team, end their access."),
        "manage:people",
    ),
    Card(
        P.SETTINGS_CHANGE,
        _("Where referrals go"),
        _("Desks that receive, rules by age and area, and whether it works."),
        "manage:routing",
    ),
    Card(
        P.CONTENT_EDIT,
        _("Pages"),
        _("Change the words that the public reads, see them first, publish them."),
        "manage:content",
    ),
    Card(
        P.SETTINGS_CHANGE,
        _("Settings"),
        _("Numbers, links, clocks, colour and how long things are kept."),
        "manage:settings",
    ),
    Card(
        P.SETTINGS_CHANGE,
        _("Before you open the service"),
        _("What a person has to check first, and what is still missing."),
        "manage:go-live",
    ),
    Card(
        P.SETTINGS_CHANGE,
        _("Referral form"),
        _("The questions in force, and the next version of them."),
        "manage:form",
    ),
    Card(
        P.AUDIT_READ,
        _("Event and access logs"),
        _("Who did and who opened what, and when, without opening a record."),
        "manage:audit",
    ),
    Card(
        P.REGISTER_READ,
        _("Data register"),
        _("What is held about people, why, for how long, and how it leaves."),
        "manage:register",
    ),
]


@requires(Permission.ACCOUNT_USE)
def home(request: Request) -> HttpResponse:
    """Show the places that the member may manage."""
    held = granted(request.member.role)
    cards = [card for card in CARDS if card.needs in held]
    return render(request, "manage/home/home.html", {"cards": cards})
