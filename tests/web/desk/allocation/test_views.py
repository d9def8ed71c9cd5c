import pytest
from django.urls import reverse

from saltmarsh.access.permissions import Role
from saltmarsh.casework.referrals.models import Referral
from tests.casework.triage.desk import arrived, in_days, make_colleague, make_officer
from tests.web.desk.pages import address, beside, change, day


def test_a_clerk_allocates_without_reading(partnership, sign_in):
    clerk = make_officer(partnership, role=Role.ENTRY_CLERK)
    officer = make_colleague(clerk)
    referral = arrived(clerk)
    client = sign_in(clerk.role, member=clerk)
    listed = client.get("/desk/allocate").text
    assert referral.reference in listed
    assert "Robin" not in listed

    client.post(
        "/desk/allocate",
        {"referrals": [referral.reference], "owner": str(officer.pk)},
    )

    assert Referral.objects.get().owner == officer
    assert client.get(f"/desk/referrals/{referral.reference}").status_code == 403


def test_a_manager_changes_owner_and_team(partnership, sign_in):
    manager = make_officer(partnership, role=Role.MANAGER)
    referral = arrived(manager)
    client = sign_in(manager.role, member=manager)

    client.post(
        reverse("desk:allocate-one", args=[referral.reference]),
        {
            "version": referral.version,
            "team": str(manager.team.pk),
            "owner": str(manager.pk),
        },
    )

    assert Referral.objects.get().owner == manager


def test_an_officer_takes_a_referral(partnership, sign_in):
    officer = make_officer(partnership)
    referral = arrived(officer)
    client = sign_in(officer.role, member=officer)

    client.post(reverse("desk:take", args=[referral.reference]))

    assert Referral.objects.get().owner == officer


def test_a_manager_restricts_a_referral_and_loses_sight_of_it(partnership, sign_in):
    manager = make_officer(partnership, role=Role.MANAGER)
    named = make_colleague(manager)
    referral = arrived(manager)
    client = sign_in(manager.role, member=manager)
    page = reverse("desk:restrict", args=[referral.reference])
    day = {"until-day": "1", "until-month": "12", "until-year": "2099"}

    answer = client.post(
        page,
        {
            "version": referral.version,
            "named": [str(named.pk)],
            "reasons": "A relative works here.",
            **day,
        },
    )

    assert answer.status_code == 302
    assert client.get(page).status_code == 404
    assert referral.reference not in client.get("/desk").text


def manager_at(partnership, sign_in):
    manager = make_officer(partnership, role=Role.MANAGER)
    return manager, sign_in(manager.role, member=manager)


def test_an_owner_without_a_place_in_the_team_is_refused_beside_the_question(
    partnership, sign_in
):
    manager, client = manager_at(partnership, sign_in)
    stranger, referral = make_officer(partnership), arrived(manager)
    posted = {"team": str(manager.team.pk), "owner": str(stranger.pk)}

    answer = change(client, "allocate-one", referral, **posted)

    assert beside(answer, "owner")
    assert f'value="{stranger.pk}" selected' in answer.text
    assert Referral.objects.get().owner is None


def test_two_who_allocate_at_once_see_both(partnership, sign_in):
    manager, client = manager_at(partnership, sign_in)
    referral = arrived(manager)
    posted = {"team": str(manager.team.pk), "owner": str(manager.pk)}
    change(client, "allocate-one", referral, **posted)

    stale = posted | {"owner": "nobody", "version": 1}
    answer = client.post(address("allocate-one", referral), stale)

    assert "Somebody else changed this referral" in answer.text
    assert str(manager) in answer.text
    assert Referral.objects.get().owner == manager


def test_a_bulk_allocation_of_nothing_is_asked_again(partnership, sign_in):
    manager, client = manager_at(partnership, sign_in)
    arrived(manager)

    answer = client.post("/desk/allocate", {"owner": str(manager.pk)})

    assert "Select at least one referral to allocate" in answer.text


@pytest.mark.parametrize("name", ["named", "until", "reasons"])
def test_a_restriction_says_what_is_missing_beside_it(name, partnership, sign_in):
    manager, client = manager_at(partnership, sign_in)
    referral = arrived(manager)
    posted = day("until", in_days(30)) | {
        "named": [str(manager.pk)],
        "reasons": "A relative works here.",
    }
    left = {key: value for key, value in posted.items() if not key.startswith(name)}

    answer = change(client, "restrict", referral, **left)

    assert beside(answer, name)
    assert not Referral.objects.get().is_restricted


def test_a_restriction_names_somebody_who_decides(partnership, sign_in):
    manager, client = manager_at(partnership, sign_in)
    chair = make_colleague(manager, role=Role.PANEL_CHAIR)
    posted = {"named": [str(chair.pk)], "reasons": "A relative works here."}

    answer = change(
        client, "restrict", arrived(manager), **posted, **day("until", in_days(30))
    )

    assert beside(answer, "named")
    assert "A relative works here." in answer.text


def test_a_restriction_is_lifted_by_whoever_still_sees_it(partnership, sign_in):
    manager, client = manager_at(partnership, sign_in)
    referral = arrived(manager)
    posted = {"named": [str(manager.pk)], "reasons": "A relative works here."}
    change(client, "restrict", referral, **posted, **day("until", in_days(30)))
    assert "Who may see it now" in client.get(address("restrict", referral)).text
    assert "Restricted" in client.get("/desk").text

    client.post(address("lift", referral))

    assert not Referral.objects.get().is_restricted


def test_an_officer_allocates_and_restricts_nothing(partnership, sign_in):
    officer = make_officer(partnership)
    referral = arrived(officer)
    client = sign_in(officer.role, member=officer)

    pages = ["allocate-one", "restrict", "lift"]
    answers = [client.post(address(page, referral)).status_code for page in pages]

    assert answers == [403, 403, 403]


def test_what_somebody_owns_is_not_taken(partnership, sign_in):
    officer = make_officer(partnership)
    referral = arrived(officer, owner=make_colleague(officer))

    answer = sign_in(officer.role, member=officer).post(address("take", referral))

    assert answer.status_code == 409
    assert "Somebody else owns this referral" in answer.text
