import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.prepared import Maker, Prepared, with_codes
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


def test_a_record_is_as_django_makes_it(partnership):
    member = MembershipFactory(partnership=partnership)
    found = MEMBER.first(pk=member.pk)
    theirs = Membership.objects.select_related("user").get(pk=member.pk)

    for ours, expected in ((found, theirs), (found.user, theirs.user)):
        assert type(ours) is type(expected)
        assert vars(ours).keys() == vars(expected).keys()
        assert ours.get_deferred_fields() == set()
        assert (ours._state.adding, ours._state.db) == (False, "default")


def test_a_column_that_was_left_out_is_asked_for_later(partnership):
    team = TeamFactory(partnership=partnership, name="One")
    brief = Prepared(lambda pk: Team.objects.filter(pk=pk).only("pk"))
    found = brief.first(pk=team.pk)

    assert "name" in found.get_deferred_fields()
    assert found.name == "One"


def test_a_record_that_is_changed_is_stored_as_an_old_one(partnership):
    member = MembershipFactory(partnership=partnership)
    found = MEMBER.first(pk=member.pk)
    found.user.name = "Another"
    found.user.save()

    assert Membership.objects.count() == 1
    assert Membership.objects.get().user.name == "Another"


def test_the_codes_of_a_query_are_written_into_it(partnership):
    asked = Prepared(
        lambda name: Team.objects.filter(name=name).exclude(name__in=["shut", "It’s"])
    ).shaped({"name": "One"})

    assert "'shut'" in asked.sql
    assert "It’s" not in asked.sql
    assert len(asked.parameters) == 2


def test_a_value_is_not_written_into_a_query_even_when_it_looks_like_a_code(
    partnership,
):
    TeamFactory(partnership=partnership, name="shut")
    asked = Prepared(lambda name: Team.objects.filter(name=name))

    assert [team.name for team in asked.all(name="shut")] == ["shut"]
    assert "shut" not in asked.shaped({"name": "shut"}).sql


def test_a_model_with_a_making_of_its_own_is_refused():
    class Apart:
        def __init__(self):
            """Not as Django's records are made."""

    with pytest.raises(TypeError, match="made by Django"):
        Maker(Apart)


def test_a_query_with_a_stray_place_is_refused():
    with pytest.raises(ValueError, match="no parameter"):
        with_codes("SELECT '%s', %s", ["one"])
