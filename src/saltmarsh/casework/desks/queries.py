"""Which desks there are, and which of them a referral goes to."""

import uuid
from copy import copy
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.desks import rules
from saltmarsh.casework.desks.models import Desk, RuleDesk
from saltmarsh.foundation.accounts.models import Membership, MembershipQuerySet, Team
from saltmarsh.foundation.partnerships.memory import remembered
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of
from saltmarsh.foundation.prepared import Prepared
from saltmarsh.foundation.refusals import Refused

HOME_TEAM = Setting(
    "routing.home_team",
    _("The team that new referrals belong to"),
    hint=_("Until one is named, the team that was made first"),
    kind="choice",
)
SETTINGS = [HOME_TEAM]
NAMED_TEAM = Prepared(
    lambda partnership_id, pk: Team.objects.filter(partnership_id=partnership_id, pk=pk)
)
FIRST_TEAM = Prepared(
    lambda partnership_id: Team.objects.filter(partnership_id=partnership_id).order_by(
        "created_at"
    )[:1]
)
RULE_DESKS = Prepared(
    lambda partnership_id: (
        RuleDesk.objects.filter(
            partnership_id=partnership_id, rule__is_active=True, desk__is_active=True
        )
        .select_related("rule", "desk")
        .order_by("rule__is_default", "rule__position", "rule_id", "created_at")
    )
)


@dataclass(frozen=True)
class Destination:
    """A desk that a referral goes to, and within what time somebody answers there."""

    desk_id: uuid.UUID
    within: int
    unit: str


# The rules in order: whom each is for, and where it sends.
Table = tuple[tuple[rules.Terms, tuple[Destination, ...]], ...]


def home_team(partnership: Partnership) -> Team:
    """Return the team that new referrals belong to.

    Raises Refused when the partnership has no team.
    """
    own, named = partnership.pk, value_of(partnership, HOME_TEAM)
    team = remembered(own, f"home team {named}", lambda: team_named(own, named))
    if team is None:
        raise Refused(_("No team receives referrals yet"))
    return copy(team)


def team_named(partnership_id: uuid.UUID, named: str) -> Team | None:
    """Return the team of the key `named`, or else the one that was made first."""
    team = None
    if named:
        team = NAMED_TEAM.first(partnership_id=partnership_id, pk=named)
    return team or FIRST_TEAM.first(partnership_id=partnership_id)


def destinations(
    partnership: Partnership, *, age: int | None, area: str
) -> tuple[Destination, ...]:
    """Return the active desks that a referral goes to."""
    own = partnership.pk
    table = remembered(own, "destinations", lambda: all_destinations(own))
    terms = ((rule, rule[0]) for rule in table)
    chosen = rules.first_for(terms, age=age, area=area)
    return chosen[1] if chosen else ()


def all_destinations(partnership_id: uuid.UUID) -> Table:
    """Return the active rules in order, each with its active desks."""
    rows = RULE_DESKS.all(partnership_id=partnership_id)
    return tuple(
        (rule.terms(), tuple(destination(row.desk) for row in together))
        for rule, together in groupby(rows, key=attrgetter("rule"))
    )


def destination(desk: Desk) -> Destination:
    return Destination(desk.pk, desk.within, desk.unit)


def answering(desk: Desk) -> MembershipQuerySet:
    """Return the members of the desk's team who may acknowledge: none of a mailbox.

    Which roles those are is said above, by what settings.DESK_ROLES names.
    """
    roles = import_string(settings.DESK_ROLES)()
    held = Membership.objects.active().filter(role__in=roles)
    return held.filter(places__team=desk.team).select_related("user")


def receivers(partnership: Partnership) -> list[rules.Receiver]:
    """Return what is known of the desks on the default rule."""
    rows = RuleDesk.objects.filter(
        partnership=partnership, rule__is_default=True
    ).select_related("desk__fallback")
    return [
        rules.Receiver(
            name=row.desk.name,
            is_active=row.desk.is_active,
            accounts=answering(row.desk).count(),
            has_mailbox=row.desk.sealed_mailbox is not None,
            has_fallback=row.desk.fallback is not None
            and row.desk.fallback.left_at is None,
        )
        for row in rows
    ]


def barriers_to_publishing(partnership: Partnership) -> list[str]:
    """Return why the form may not be published here; empty when somebody receives."""
    has_default = partnership.routing_rules.filter(is_default=True).exists()
    return rules.barriers(receivers(partnership), has_default=has_default)
