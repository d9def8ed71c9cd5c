import pytest

from saltmarsh.casework.desks import queries
from saltmarsh.foundation.refusals import Refused
from tests.factories.foundation import TeamFactory
from tests.factories.routing import (
    DeskFactory,
    RuleFactory,
    default_rule,
)


def test_the_home_team_is_the_one_made_first(partnership):
    first = TeamFactory(partnership=partnership)
    TeamFactory(partnership=partnership)

    assert queries.home_team(partnership) == first


def test_the_home_team_may_be_named(partnership):
    TeamFactory(partnership=partnership)
    named = TeamFactory(partnership=partnership)
    partnership.settings = {"routing.home_team": str(named.pk)}

    assert queries.home_team(partnership) == named


def test_without_a_team_nobody_is_at_home(partnership):
    with pytest.raises(Refused, match="No team"):
        queries.home_team(partnership)


def test_a_child_goes_where_children_go(partnership):
    adult, child = (DeskFactory(partnership=partnership) for _ in range(2))
    default_rule(partnership, adult)
    rule = RuleFactory(partnership=partnership, age_to=17)
    rule.goes_to.create(partnership=partnership, desk=child)

    assert desks_for(partnership, age=9) == [child.pk]
    assert desks_for(partnership, age=None) == [adult.pk]


def test_a_desk_that_is_switched_off_gets_nothing(partnership):
    desk = DeskFactory(partnership=partnership, is_active=False)
    default_rule(partnership, desk)

    assert desks_for(partnership, age=None) == []


def desks_for(partnership, *, age):
    found = queries.destinations(partnership, age=age, area="CO1 1AA")
    return [place.desk_id for place in found]
