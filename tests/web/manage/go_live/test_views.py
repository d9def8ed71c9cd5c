import pytest

from saltmarsh.access.permissions import Role
from tests.factories.community import ConfirmationFactory
from tests.factories.foundation import PartnershipFactory


@pytest.fixture
def administrator(sign_in):
    return sign_in(Role.ADMINISTRATOR)


def test_the_list_says_what_is_open(administrator):
    page = administrator.get("/manage/go-live").content.decode()

    assert "points are open" in page
    assert "nobody would receive it" in page
    assert "Call each telephone number that the website shows" in page


def test_confirming_says_who_and_when(administrator, partnership):
    administrator.post("/manage/go-live/confirm", {"item": "stacu"})

    page = administrator.get("/manage/go-live").content.decode()

    assert partnership.confirmations.get().by == administrator.member.user
    assert f"Confirmed by {administrator.member.user.name}" in page


def test_a_confirmation_can_be_taken_back(administrator, partnership):
    ConfirmationFactory(partnership=partnership, item="stacu")

    administrator.post("/manage/go-live/withdraw", {"item": "stacu"})

    assert not partnership.confirmations.standing().exists()


def test_only_items_of_the_list_are_confirmed(administrator):
    answer = administrator.post("/manage/go-live/confirm", {"item": "anything"})

    assert answer.status_code == 404


def test_confirming_twice_is_refused(administrator, partnership):
    ConfirmationFactory(partnership=partnership, item="stacu")

    answer = administrator.post("/manage/go-live/confirm", {"item": "stacu"})

    assert answer.status_code == 409


def test_what_another_partnership_confirmed_stays_theirs(administrator):
    ConfirmationFactory(partnership=PartnershipFactory(), item="stacu")

    answer = administrator.post("/manage/go-live/withdraw", {"item": "stacu"})

    assert answer.status_code == 404


def test_a_finished_list_says_so(administrator, partnership, monkeypatch):
    monkeypatch.setattr(
        "saltmarsh.web.manage.go_live.views.checklist", lambda _: Finished()
    )

    page = administrator.get("/manage/go-live").content.decode()

    assert "Nothing is open" in page
    assert "Every period is set" in page


class Finished:
    left, barriers, checks, numbers, periods = 0, [], [], [], []


@pytest.mark.parametrize("role", [Role.CONTENT_EDITOR, Role.MANAGER, Role.AUDITOR])
def test_the_list_is_for_administrators(sign_in, role):
    assert sign_in(role).get("/manage/go-live").status_code == 403
    assert sign_in(role).post("/manage/go-live/confirm").status_code == 403
