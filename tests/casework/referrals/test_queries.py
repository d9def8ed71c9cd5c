from datetime import date

import pytest

from saltmarsh.casework.referrals import letters, queries
from saltmarsh.casework.referrals.lifecycle import Stage, Status
from saltmarsh.casework.referrals.schema import Depth
from tests.factories.casework import NAMED, SHIPPED, TOLD, make_referral, publish
from tests.factories.foundation import PartnershipFactory, UserFactory


def test_no_version_is_in_force_before_its_first_day(partnership):
    publish(partnership)

    assert queries.schema_in_force(partnership, date(2025, 12, 31)) is None
    assert queries.schema_in_force(partnership, date(2026, 1, 1)) is not None


def test_a_version_is_read_once(partnership, django_assert_num_queries):
    publish(partnership)
    version = partnership.schemas.get()
    assert queries.schema_of(version.pk) == SHIPPED

    with django_assert_num_queries(0):
        queries.schema_of(version.pk)


def test_what_was_told_stands_under_its_headings(partnership):
    referral = make_referral(partnership, told=NAMED)

    found = {section.title: section.said for section in queries.as_told(referral)}

    worry = found["What worries you"][0]
    assert worry.answer == TOLD["worry"]
    assert "Kim Neighbour" not in str(found)


def test_the_referrer_is_told_apart(partnership):
    referral = make_referral(partnership, told=NAMED)

    found = {line.name: line.answer for line in queries.referrer_as_told(referral)}

    assert found == {
        "referrer_name": "Kim Neighbour",
        "reply_email": "kim@neighbours.example",
    }
    assert queries.referrer_as_told(make_referral(partnership)) == ()


@pytest.mark.parametrize(
    ("channel", "door"),
    [
        ("web", Depth.PUBLIC),
        ("partner", Depth.PROFESSIONAL),
        ("phone", Depth.STAFF),
    ],
)
def test_the_channel_says_by_which_door_it_came(partnership, channel, door):
    assert queries.door_of(make_referral(partnership, channel=channel)) == door


def test_age_and_area_are_as_told(partnership):
    more = {"age": 14, "address": {"postcode": "CO1 1AA"}}

    referral = make_referral(partnership, told=TOLD | more)

    assert queries.age_and_area(referral, referral.answers) == (14, "CO1")


@pytest.mark.parametrize("stage", list(Stage))
def test_a_mailbox_never_tells_a_stage(partnership, stage):
    referral = make_referral(partnership, stage=stage)

    shown = queries.mailbox(referral)

    assert shown.status in Status
    assert not hasattr(shown, "stage")
    assert shown.may_write == (stage != Stage.CLOSED)


def test_a_list_asks_for_open_questions_once(partnership, django_assert_num_queries):
    for _ in range(3):
        letters.ask(make_referral(partnership), text="Where?", by=UserFactory())

    with django_assert_num_queries(1):
        listed = partnership.referrals.with_open_questions()
        found = [queries.status_of(referral) for referral in listed]

    assert found == [Status.NEEDS_MORE] * 3


def test_a_receipt_opens_nothing_elsewhere(partnership):
    referral = make_referral(partnership)

    assert queries.referral_with(partnership, " ") is None
    assert queries.referral_with(PartnershipFactory(), referral.receipt) is None
