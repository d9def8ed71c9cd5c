from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.prepared import Prepared
from tests.factories.foundation import (
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
)

TEAMS = Prepared(lambda names: Team.objects.filter(name__in=names).order_by("name"))
MEMBER = Prepared(lambda pk: Membership.objects.filter(pk=pk).select_related("user"))


def test_a_query_is_asked_again_with_other_values(partnership):
    one = TeamFactory(partnership=partnership, name="One")
    other = TeamFactory(partnership=partnership, name="Other")

    assert TEAMS.all(names=["One"]) == [one]
    assert TEAMS.all(names=["Other"]) == [other]
    assert TEAMS.all(names=["Other", "One"]) == [one, other]


def test_it_says_none_when_nothing_is_found(partnership):
    assert TEAMS.first(names=["Nobody’s"]) is None


def test_what_belongs_to_a_record_comes_with_it(partnership):
    member = MembershipFactory(partnership=partnership)
    found = MEMBER.first(pk=member.pk)

    with CaptureQueriesContext(connection) as asked:
        assert found.user.email == member.user.email

    assert found.created_at == member.created_at
    assert not asked.captured_queries


def test_values_are_never_part_of_the_query(partnership):
    TeamFactory(partnership=partnership)

    assert TEAMS.all(names=["'; DROP TABLE accounts_team; --"]) == []


def test_it_sees_the_rows_of_the_partnership_that_was_entered(partnership):
    TeamFactory(partnership=partnership, name="Ours")
    elsewhere = PartnershipFactory()

    partnerships.enter(elsewhere)

    assert TEAMS.all(names=["Ours"]) == []


def test_an_annotation_is_kept_on_the_record(partnership):
    team = TeamFactory(partnership=partnership, name="One")
    named = Prepared(
        lambda pk: Team.objects.filter(pk=pk).annotate(is_one=Q(name="One"))
    )

    assert named.first(pk=team.pk).is_one is True


def test_a_list_of_values_comes_as_tuples(partnership):
    team = TeamFactory(partnership=partnership, name="One")
    named = Prepared(lambda pk: Team.objects.filter(pk=pk).values_list("name", "pk"))

    assert named.tuples(pk=team.pk) == [("One", team.pk)]
