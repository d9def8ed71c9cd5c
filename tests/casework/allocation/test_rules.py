import uuid
from datetime import UTC, datetime, timedelta

from saltmarsh.casework.allocation import rules

TEAM, OTHER = uuid.uuid4(), uuid.uuid4()
NOW = datetime(2026, 1, 5, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def test_an_owner_has_a_place_in_the_team_and_has_not_left():
    giving = rules.barriers_to_giving

    assert giving(owner_teams=None, team=TEAM) == []
    assert giving(owner_teams={TEAM}, team=TEAM) == []
    assert giving(owner_teams={OTHER}, team=TEAM)
    assert giving(owner_teams={TEAM}, team=TEAM, has_left=True)


def test_a_restriction_names_somebody_who_decides_and_ends():
    restricting = rules.barriers_to_restricting

    assert restricting(named=2, deciding=1, until=LATER, now=NOW) == []
    assert len(restricting(named=0, deciding=0, until=NOW, now=NOW)) == 2
    assert "decides" in restricting(named=1, deciding=0, until=LATER, now=NOW)[0]
