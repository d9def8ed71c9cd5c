import pytest

from saltmarsh.access.permissions import Role


@pytest.fixture
def officer(sign_in):
    return sign_in(Role.DATA_PROTECTION_OFFICER)


def test_the_register_tells_what_is_held_and_why(officer):
    page = officer.get("/manage/register").content.decode()

    assert "accounts.User" in page
    assert "people who sign in" in page
    assert "accounts: not set yet" in page


def test_the_register_tells_how_long_once_it_is_set(officer, partnership):
    partnership.settings = {"retention.accounts": 24}
    partnership.save()

    assert "accounts: 24 months" in officer.get("/manage/register").content.decode()


def test_the_register_tells_each_period_of_a_referral(officer, partnership):
    key = "retention.referrals-by-outcome-and-by-age.quality-child"
    partnership.settings = {key: 6}
    partnership.save()

    page = officer.get("/manage/register").text

    assert "Mistaken, misguided or malicious: children" in page
    assert "6 months" in page
    assert "Section 36 met: adults" in page


def test_the_register_is_not_for_every_role(sign_in):
    assert sign_in(Role.AUDITOR).get("/manage/register").status_code == 403
