import uuid

import pytest

from saltmarsh.access.jobs import lost_password
from tests.factories.foundation import MembershipFactory


@pytest.fixture
def member(partnership):
    return MembershipFactory(partnership=partnership)


def test_a_member_is_sent_a_link_that_says_nothing_else(partnership, member):
    lost_password(partnership=str(partnership.pk), user=str(member.user_id))

    email = partnership.emails.get()
    assert email.to == member.user.email
    assert "/sign-in/password/" in email.text["body"]
    assert member.user.name not in email.text["body"]


def test_nobody_else_is_sent_anything(partnership, member):
    member.user.is_active = False
    member.user.save()

    for user in (member.user_id, uuid.uuid4()):
        lost_password(partnership=str(partnership.pk), user=str(user))

    assert not partnership.emails.exists()
