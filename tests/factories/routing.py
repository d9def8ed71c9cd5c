from factory import Sequence

from saltmarsh.casework.desks.lifecycle import DeskKind, Unit
from saltmarsh.casework.desks.models import Desk, Rule, RuleDesk
from tests.factories.foundation import (
    MembershipFactory,
    OwnedFactory,
    TeamFactory,
    TeamPlaceFactory,
)


class DeskFactory(OwnedFactory):
    """A desk without accounts, unless it is given a team."""

    class Meta:
        model = Desk

    name = Sequence(lambda n: f"Desk {n}")
    kind = DeskKind.POLICE
    within = 60
    unit = Unit.MINUTES

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if kwargs.get("team") is None:
            kwargs.setdefault("mailbox", "gateway@police.example")
        return super()._create(model_class, *args, **kwargs)


class RuleFactory(OwnedFactory):
    class Meta:
        model = Rule

    position = Sequence(lambda n: n + 1)


def default_rule(partnership, *desks):
    """Make the default rule, which goes to `desks`."""
    rule = RuleFactory(partnership=partnership, is_default=True)
    for desk in desks:
        RuleDesk.objects.create(partnership=partnership, rule=rule, desk=desk)
    return rule


def member_of(team, **kwargs):
    """Make a member who has a place in `team`."""
    member = MembershipFactory(partnership=team.partnership, **kwargs)
    TeamPlaceFactory(partnership=team.partnership, member=member, team=team)
    return member


def team_desk(partnership, **kwargs):
    """Make a desk of a team that has one member."""
    team = TeamFactory(partnership=partnership)
    member_of(team)
    return DeskFactory(partnership=partnership, team=team, **kwargs)
