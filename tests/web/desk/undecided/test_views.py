import pytest
from django.urls import reverse

from saltmarsh.access.permissions import Role
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses import naming
from saltmarsh.casework.likenesses.models import Asking, Likeness
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.likenesses.alike import (
    MISSPELT,
    ROBIN,
    about,
    find,
    restrict,
)
from tests.casework.triage.desk import make_officer
from tests.web.desk.pages import address, beside


@pytest.fixture
def manager(partnership):
    return make_officer(partnership, role=Role.MANAGER)


@pytest.fixture
def client(manager, sign_in):
    return sign_in(manager.role, member=manager)


@pytest.fixture
def holder(partnership):
    return make_officer(partnership)


@pytest.fixture
def pair(partnership, holder):
    team = make_officer(partnership)
    restrict(about(team, ROBIN), holder)
    later = about(team, MISSPELT)
    restrict(later, make_officer(partnership))
    likenesses.look(partnership, identity_id=find(later).pk)
    return Likeness.objects.select_related("later", "earlier").get()


def naming_page(pair):
    return reverse("desk:name-somebody", args=[pair.pk])


def test_a_manager_is_told_nothing_of_the_two(client, pair):
    pages = client.get(reverse("desk:undecided")).text
    pages += client.get(naming_page(pair)).text

    assert "Nobody is named yet" in pages
    for told in (pair.later.reference, pair.earlier.reference, "Weatherbee", "birth"):
        assert told not in pages


def test_a_manager_names_somebody_and_a_holder_agrees(
    client, pair, holder, manager, sign_in
):
    named = make_officer(manager.partnership)
    assert beside(client.post(naming_page(pair), {}), "member")

    done = client.post(naming_page(pair), {"member": str(named.pk)})

    assert done.url == reverse("desk:undecided")
    assert f"{named}: Waiting for an answer" in client.get(done.url).text
    browser = sign_in(holder.role, member=holder)
    page = browser.get(address("may-see", pair.earlier)).text
    assert f"asks whether {named} may see it" in page
    assert pair.later.reference not in page
    assert beside(browser.post(address("may-see", pair.earlier), {}), "agrees")

    browser.post(address("may-see", pair.earlier), {"agrees": "yes"})

    partnerships.enter(manager.partnership)
    assert Asking.objects.get(referral=pair.earlier).agrees
    after = browser.get(address("may-see", pair.earlier)).text
    assert "Nobody asks to see this referral" in after


def test_a_refused_name_is_said_and_the_form_drawn_again(client, pair, manager):
    named = make_officer(manager.partnership)
    Asking.objects.create(
        partnership=manager.partnership,
        likeness=pair,
        referral=pair.later,
        member=named,
        by=manager.user,
        agrees=False,
    )

    page = client.post(naming_page(pair), {"member": str(named.pk)}).text

    assert "This person may not see both" in page
    assert "Somebody said no" in page


def test_nothing_waits_and_what_can_be_decided_is_not_found(client, manager):
    about(manager, ROBIN)
    about(manager, MISSPELT)
    [pair] = Likeness.objects.all()

    assert "Nothing waits" in client.get(reverse("desk:undecided")).text
    assert client.get(naming_page(pair)).status_code == 404


def test_only_who_holds_it_is_asked(client, pair, manager):
    naming.name(
        pair,
        member=make_officer(manager.partnership),
        roles=[manager.role, Role.TRIAGE_OFFICER],
        by=manager,
    )

    assert client.get(address("may-see", pair.earlier)).status_code == 404
