import uuid

import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.audit import queries
from tests.factories.foundation import PartnershipFactory


@pytest.fixture
def auditor(sign_in):
    return sign_in(Role.AUDITOR)


def note(partnership, name="referral.received", **kwargs):
    told = {"about": ("referrals.Referral", []), "by": None, "by_kind": "system"}
    return audit.note(name, partnership_id=partnership.pk, **told | kwargs)


def shown(auditor, address="/manage/audit"):
    answer = auditor.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_event_log_shows_what_was_done(auditor, partnership):
    who = uuid.uuid4()
    note(partnership, by=who, by_kind="user", code="web")

    page = shown(auditor)

    assert "referral.received" in page
    assert str(who) in page
    assert "code: web" in page
    assert auditor.member.user.name not in page.split("<main>")[1]


def test_the_access_log_shows_what_was_opened(auditor):
    shown(auditor)

    page = shown(auditor, "/manage/audit/pages")

    assert "page.opened" in page
    assert "manage:audit" in page


def test_the_log_of_another_partnership_is_not_shown(auditor, partnership):
    note(PartnershipFactory(), "referral.elsewhere")

    assert "referral.elsewhere" not in shown(auditor)


def test_the_log_is_searched(auditor, partnership):
    record = uuid.uuid4()
    note(partnership, "referral.found", about=("referrals.Referral", [record]))
    note(partnership, "referral.other")

    page = shown(auditor, f"/manage/audit?about={record}")

    assert "referral.found" in page
    assert "referral.other" not in page


def test_a_wrong_key_is_said_beside_the_question(auditor):
    page = shown(auditor, "/manage/audit?by=officer&since-day=1")

    assert "Enter a whole key" in page
    assert "must include a month and year" in page


def test_nothing_found_is_said(auditor):
    assert "Nothing was found" in shown(auditor, "/manage/audit?name=nothing")


def test_the_next_page_keeps_the_filters(auditor, partnership, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 1)
    note(partnership)
    note(partnership)

    page = shown(auditor, "/manage/audit?name=referral.")

    assert "?name=referral.&amp;after=" in page


def test_a_page_that_is_not_ours_is_not_there(auditor):
    assert auditor.get("/manage/audit?after=x").status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MANAGER, Role.PARTNER])
def test_the_logs_are_for_auditors(sign_in, role):
    assert sign_in(role).get("/manage/audit").status_code == 403


def test_reading_the_log_takes_few_queries(auditor, django_assert_max_num_queries):
    shown(auditor)

    with django_assert_max_num_queries(14):
        shown(auditor)
