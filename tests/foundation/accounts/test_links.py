import time_machine

from saltmarsh.foundation.accounts import links
from tests.factories.foundation import UserFactory


def test_a_link_opens_for_as_long_as_its_purpose_says():
    user = UserFactory()
    with time_machine.travel("2026-03-01 12:00", tick=False):
        invited = links.make(user, links.Purpose.INVITATION)
        lost = links.make(user, links.Purpose.LOST_PASSWORD)

    with time_machine.travel("2026-03-01 13:01", tick=False):
        assert links.opened(invited) == user
        assert links.opened(lost) is None
    with time_machine.travel("2026-03-08 12:01", tick=False):
        assert links.opened(invited) is None


def test_a_link_tells_no_name_and_no_address():
    user = UserFactory(name="Sam Invented")

    assert "Sam" not in links.make(user, links.Purpose.INVITATION)


def test_a_link_of_a_closed_account_opens_nothing():
    user = UserFactory(is_active=False)

    assert links.opened(links.make(user, links.Purpose.INVITATION)) is None
