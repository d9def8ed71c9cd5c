from saltmarsh.foundation.accounts import queries
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.foundation import (
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
    TeamPlaceFactory,
    UserFactory,
)


def test_an_unknown_address_has_the_key_of_nobody():
    user = UserFactory()

    assert queries.key_of(user.email.upper()) == user.pk
    assert queries.key_of("nobody@council.example") != user.pk


def test_the_list_names_teams_and_what_is_missing(partnership):
    member = MembershipFactory(partnership=partnership)
    team = TeamFactory(partnership=partnership)
    TeamPlaceFactory(partnership=partnership, team=team, member=member)

    person = queries.people([member])[0]

    assert person.teams == team.name
    assert not person.has_second_factor
    assert not person.has_signed_in


def test_another_partnership_is_looked_at_and_left_again(partnership):
    member = MembershipFactory(partnership=partnership)
    other = PartnershipFactory()
    partnerships.enter(partnership)
    assert not queries.works_elsewhere(member.user, partnership)

    MembershipFactory(user=member.user, partnership=other)

    assert queries.works_elsewhere(member.user, partnership)
    assert partnership.memberships.count() == 1
