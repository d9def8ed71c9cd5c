import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts import factors, queries
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from tests.factories.foundation import MembershipFactory, TeamFactory, UserFactory


@pytest.fixture
def member(partnership):
    return MembershipFactory(partnership=partnership)


def test_a_new_person_has_no_password_yet(partnership):
    made = accounts.add_member(
        partnership, email=" Sam@Council.example ", name="Sam", role="manager", by=None
    )

    assert made.user.email == "sam@council.example"
    assert not made.user.has_usable_password()


def test_who_left_may_come_back(member, partnership):
    accounts.remove_member(member, by=None)

    accounts.add_member(
        partnership, email=member.user.email, name="x", role="manager", by=None
    )

    assert partnership.memberships.active().get().role == "manager"


def test_the_last_administrator_is_kept_whoever_asks(partnership):
    last = MembershipFactory(partnership=partnership, role=Role.ADMINISTRATOR)

    with pytest.raises(Refused, match="last administrator"):
        accounts.remove_member(last, by=None)
    with pytest.raises(Refused, match="last administrator"):
        accounts.change_role(last, role=Role.MANAGER, by=None)


def test_the_same_role_again_is_no_change(partnership):
    last = MembershipFactory(partnership=partnership, role=Role.ADMINISTRATOR)

    accounts.change_role(last, role=Role.ADMINISTRATOR, by=last.user_id)

    last.refresh_from_db()
    assert last.role == Role.ADMINISTRATOR
    assert not Event.objects.filter(name="member.role_changed").exists()


def test_a_member_has_a_place_in_these_teams_and_no_others(member, partnership):
    old, new = TeamFactory.create_batch(2, partnership=partnership)
    accounts.place(member, teams=[old], by=None)

    accounts.place(member, teams=[new], by=None)

    assert [place.team for place in member.places.all()] == [new]


def test_another_app_replaces_the_one_before(member):
    for _ in range(2):
        accounts.add_app(
            member, secret=factors.new_app_secret(), counter=1, by=member.user_id
        )

    assert len(queries.second_factors(member.user)) == 1


def test_a_passkey_is_listed_by_its_name(member):
    accounts.add_passkey(member, name="Laptop", credential={}, by=member.user_id)

    assert [one.name for one in queries.second_factors(member.user)] == ["Laptop"]


def test_a_factor_that_is_gone_is_not_removed_twice(member):
    with pytest.raises(Refused, match="already"):
        accounts.remove_factor(member, factor=1, is_needed=False, by=member.user_id)


def test_one_of_two_factors_leaves_the_recovery_codes(member):
    secret = factors.new_app_secret()
    accounts.add_app(member, secret=secret, counter=1, by=member.user_id)
    accounts.add_passkey(member, name="Laptop", credential={}, by=member.user_id)
    accounts.make_recovery_codes(member, by=member.user_id)
    first = queries.second_factors(member.user)[0].pk

    accounts.remove_factor(member, factor=first, is_needed=True, by=member.user_id)

    assert queries.recovery_codes_left(member.user) == 10


def test_events_about_accounts_hold_no_name_and_no_address(member):
    accounts.rename(member, name="Sam Invented", by=member.user_id)
    accounts.set_password(member, password="four calling birds", by=member.user_id)
    accounts.rename_organisation(member, organisation="The Hub", by=None)

    told = str(list(Event.objects.values()))
    assert not any(word in told for word in ("Sam", "Hub", member.user.email, "birds"))


def test_nobody_has_recovery_codes_without_a_factor(member):
    assert queries.recovery_codes_left(member.user) == 0
    with pytest.raises(Refused):
        accounts.make_recovery_codes(member, by=member.user_id)


def test_people_are_named_by_name_or_else_by_address():
    assert str(UserFactory(name="", email="x@y.example")) == "x@y.example"
