from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from saltmarsh.casework.desks.lifecycle import DeskKind, Unit
from saltmarsh.casework.desks.rules import Terms
from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Desk(Owned):
    """Where referrals are delivered: a team with accounts, or a registered mailbox."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="desks")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=DeskKind.choices)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="desks")
    sealed_mailbox = models.BinaryField(null=True)
    mailbox: Any = sealed("sealed_mailbox", field="F0202")
    fallback = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    within = models.PositiveSmallIntegerField(default=1)
    unit = models.CharField(
        max_length=12, choices=Unit.choices, default=Unit.WORKING_DAYS
    )
    shows_referrer = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"], name="desk_name_once"
            ),
            models.CheckConstraint(
                condition=Q(team=None, sealed_mailbox__isnull=False)
                | Q(team__isnull=False, sealed_mailbox=None),
                name="desk_of_a_team_or_a_mailbox",
            ),
        ]


class Rule(Owned):
    """Which desks a referral goes to at once. The first rule that fits decides; the
    default one fits everybody and comes last.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="routing_rules"
    )
    position = models.PositiveSmallIntegerField()
    is_default = models.BooleanField(default=False)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    areas = ArrayField(models.CharField(max_length=8), default=list)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(is_default=True),
                name="rule_one_default",
            ),
            models.CheckConstraint(
                condition=Q(is_default=False)
                | Q(age_from=None, age_to=None, areas=[], is_active=True),
                name="rule_default_fits_everybody",
            ),
        ]

    def terms(self) -> Terms:
        return Terms(self.age_from, self.age_to, tuple(self.areas))


class RuleDesk(Owned):
    """One desk of one rule."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="goes_to")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="rules")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "rule", "desk"], name="rule_desk_once"
            ),
        ]
