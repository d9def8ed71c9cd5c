import pytest

from saltmarsh.access.permissions import Role
from tests.factories.foundation import PartnershipFactory


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (Role.CONTENT_EDITOR, {"/manage/content"}),
        (Role.AUDITOR, {"/manage/audit"}),
        (Role.DATA_PROTECTION_OFFICER, {"/manage/audit", "/manage/register"}),
    ],
)
def test_each_role_sees_the_places_it_may_go(sign_in, role, places):
    page = sign_in(role).get("/manage").content.decode()
    known = {"content", "settings", "go-live", "form", "audit", "register"}
    found = {f"/manage/{name}" for name in known if f'href="/manage/{name}"' in page}

    assert found == places


def test_an_administrator_manages_all_but_the_logs(sign_in):
    page = sign_in(Role.ADMINISTRATOR).get("/manage").content.decode()

    for name in ("content", "settings", "go-live", "form", "register", "people"):
        assert f'href="/manage/{name}"' in page
    assert 'href="/manage/audit"' not in page


def test_a_role_that_manages_nothing_is_told_so(sign_in):
    page = sign_in(Role.TRIAGE_OFFICER).get("/manage").content.decode()

    assert "Your role manages nothing" in page
    assert 'href="/manage/' not in page


def test_a_stranger_signs_in_first(visitor):
    assert visitor.get("/manage")["Location"].startswith("/sign-in")


def test_a_member_of_another_partnership_manages_nothing_here(sign_in, partnership):
    elsewhere = sign_in(Role.ADMINISTRATOR, elsewhere=PartnershipFactory())

    answer = elsewhere.get("/manage", headers={"host": partnership.hosts[0]})

    assert answer.status_code == 403
