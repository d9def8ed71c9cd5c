import pytest
from django.contrib.auth.hashers import make_password

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts import factors
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.foundation import (
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
    UserFactory,
)

PASSWORD = "three blind mice run"
NEW = {"name": "Sam Invented", "email": "Sam@Council.example", "organisation": ""}


@pytest.fixture
def administrator(sign_in, partnership):
    user = UserFactory(password=make_password(PASSWORD))
    member = MembershipFactory(
        partnership=partnership, user=user, role=Role.ADMINISTRATOR
    )
    return sign_in(Role.ADMINISTRATOR, member=member)


@pytest.fixture
def team(partnership):
    return TeamFactory(partnership=partnership)


@pytest.fixture
def officer(partnership):
    return MembershipFactory(partnership=partnership)


def give_app(member):
    accounts.add_app(member, secret=factors.new_app_secret(), counter=1, by=member.pk)


def test_a_search_for_what_no_name_holds_finds_nobody(administrator):
    page = administrator.get("/manage/people", {"search": "\0 nobody\0"})

    assert page.status_code == 200


def test_a_person_is_added_and_invited(administrator, partnership, team):
    page = "/manage/people/add"
    assert administrator.get(page).status_code == 200

    chosen = {"role": Role.MANAGER, "teams": [str(team.pk)]}
    assert administrator.post(page, NEW | chosen).status_code == 302

    member = partnership.memberships.get(user__email="sam@council.example")
    assert member.role == Role.MANAGER
    assert [place.team for place in member.places.all()] == [team]
    email = partnership.emails.get()
    assert email.to == "sam@council.example"
    assert "/sign-in/password/" in email.text["body"]
    assert "Sam Invented" not in email.text["body"]


def test_who_has_a_password_already_is_only_told_where_to_sign_in(
    administrator, partnership
):
    UserFactory(email="sam@council.example", password=make_password(PASSWORD))

    administrator.post("/manage/people/add", NEW | {"role": Role.MANAGER})

    email = partnership.emails.get()
    assert "/sign-in/password/" not in email.text["body"]


def test_a_member_is_not_added_twice(administrator, officer):
    again = NEW | {"email": officer.user.email, "role": Role.MANAGER}

    response = administrator.post("/manage/people/add", again)

    assert "a member of this partnership already" in response.content.decode()


def test_the_list_is_searched_and_paged(administrator, partnership):
    for number in range(30):
        user = UserFactory(name=f"Person {number:02}")
        MembershipFactory(partnership=partnership, user=user)

    first = administrator.get("/manage/people").content.decode()
    found = administrator.get("/manage/people?search=person+07").content.decode()

    assert "page=2" in first
    assert "Person 07" in found
    assert "Person 08" not in found


def test_the_list_costs_the_same_for_many(
    administrator, partnership, django_assert_max_num_queries
):
    for _ in range(20):
        MembershipFactory(partnership=partnership)

    with django_assert_max_num_queries(25):
        administrator.get("/manage/people")


def test_role_and_teams_are_changed(administrator, officer, team):
    page = f"/manage/people/{officer.pk}"
    assert administrator.get(page).status_code == 200

    administrator.post(
        page, {"role": Role.MANAGER, "teams": [str(team.pk)], "organisation": "Hub"}
    )

    officer.refresh_from_db()
    assert (officer.role, officer.organisation) == (Role.MANAGER, "Hub")


def test_nobody_changes_their_own_role(administrator, partnership):
    MembershipFactory(partnership=partnership, role=Role.ADMINISTRATOR)
    page = f"/manage/people/{administrator.member.pk}"

    response = administrator.post(page, {"role": Role.MANAGER, "organisation": ""})

    assert "cannot change your own role" in response.content.decode()
    administrator.member.refresh_from_db()
    assert administrator.member.role == Role.ADMINISTRATOR


def test_the_end_of_access_takes_hold_at_once(administrator, officer, sign_in):
    theirs = sign_in(officer.role, member=officer)
    page = f"/manage/people/{officer.pk}/remove"
    assert administrator.get(page).status_code == 200

    administrator.post(page)

    assert theirs.get("/account").status_code == 403


def test_the_last_administrator_stays(administrator):
    response = administrator.post(f"/manage/people/{administrator.member.pk}/remove")

    assert "last administrator" in response.content.decode()


def test_an_invitation_is_sent_again(administrator, officer, partnership):
    page = f"/manage/people/{officer.pk}/invite"
    assert administrator.get(page).status_code == 200

    administrator.post(page)

    assert partnership.emails.count() == 1


def test_a_second_factor_is_reset_with_the_administrator_s_password(
    administrator, officer
):
    give_app(officer)
    page = f"/manage/people/{officer.pk}/second-factor"
    assert administrator.get(page).status_code == 200

    wrong = administrator.post(page, {"password": "not it at all"})
    assert "The password is not right" in wrong.content.decode()
    assert factors.held_by(officer.user).exists()

    administrator.post(page, {"password": PASSWORD})
    assert not factors.held_by(officer.user).exists()
    assert Event.objects.filter(name="account.factors_reset").count() == 1


def test_too_many_passwords_reset_nothing(administrator, officer):
    give_app(officer)
    page = f"/manage/people/{officer.pk}/second-factor"
    for _ in range(10):
        administrator.post(page, {"password": "not it at all"})

    administrator.post(page, {"password": PASSWORD})

    assert factors.held_by(officer.user).exists()


def test_the_factors_of_who_works_elsewhere_too_are_the_operator_s(
    administrator, officer, partnership
):
    give_app(officer)
    MembershipFactory(user=officer.user, partnership=PartnershipFactory())
    partnerships.enter(partnership)

    response = administrator.post(
        f"/manage/people/{officer.pk}/second-factor", {"password": PASSWORD}
    )

    assert "works in another partnership" in response.content.decode()
    assert factors.held_by(officer.user).exists()


def test_people_of_another_partnership_are_not_found(administrator):
    stranger = MembershipFactory()

    for page in ("", "/invite", "/remove", "/second-factor"):
        address = f"/manage/people/{stranger.pk}{page}"
        assert administrator.get(address).status_code == 404
        assert administrator.post(address).status_code == 404


@pytest.mark.parametrize("role", [r for r in Role.values if r != Role.ADMINISTRATOR])
def test_only_administrators_manage_people(sign_in, role):
    member = sign_in(role)

    for page in ("people", "people/add", "teams", "teams/add"):
        assert member.get(f"/manage/{page}").status_code == 403


def test_teams_are_made_and_renamed(administrator, team, partnership):
    assert administrator.get("/manage/teams/add").status_code == 200
    administrator.post("/manage/teams/add", {"name": "Night desk"})
    made = partnership.teams.get(name="Night desk")

    assert administrator.get(f"/manage/teams/{made.pk}").status_code == 200
    taken = administrator.post(f"/manage/teams/{made.pk}", {"name": team.name})
    assert "already" in taken.content.decode()
    administrator.post(f"/manage/teams/{made.pk}", {"name": "Day desk"})

    assert "Day desk" in administrator.get("/manage/teams").content.decode()
    again = administrator.post("/manage/teams/add", {"name": "day desk"})
    assert "already" in again.content.decode()
