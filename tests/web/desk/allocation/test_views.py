from django.urls import reverse

from saltmarsh.access.permissions import Role
from saltmarsh.casework.referrals.models import Referral
from tests.casework.triage.desk import arrived, make_colleague, make_officer


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
