from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.transfers import alarms, queries
from saltmarsh.casework.transfers.models import Transfer
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.transfers import Panels

pytestmark = pytest.mark.django_db


@pytest.fixture
def panels():
    return Panels()


def sent_days_ago(panels, days):
    transfer = panels.asked()
    partnerships.enter(panels.here)
    then = timezone.now() - timedelta(days=days)
    Transfer.objects.filter(pk=transfer.pk).update(sent_at=then)


def told(kind):
    return {one.member for one in Notice.objects.filter(kind=kind, done_at=None)}


def test_only_panels_that_take_cases_are_offered(panels):
    assert queries.others(panels.here) == [panels.there]
    assert queries.others(panels.there) == []


def test_nobody_rings_while_there_is_time(panels):
    sent_days_ago(panels, 2)

    assert alarms.ring_late(panels.here) == 0


def test_the_lead_is_reminded_and_then_the_managers_hear(panels):
    sent_days_ago(panels, 30)

    assert alarms.ring_late(panels.here) == 1
    alarms.ring_late(panels.here)

    assert told("transfer.late") == {panels.asker}
    assert told("transfer.escalated") == {panels.second}


def test_the_register_shows_both_sides_and_never_whose_case_it_is(panels):
    panels.asked()
    partnerships.enter(panels.here)

    [ours] = queries.register(panels.here)
    partnerships.enter(panels.there)
    [theirs] = queries.register(panels.there)

    assert (ours.other, ours.signed_by) == (str(panels.there), str(panels.second.user))
    assert (theirs.side, theirs.other) == ("theirs", str(panels.here))


def test_what_came_with_a_case_is_found(panels):
    case = panels.accepted()

    assert queries.came_with(case).transfer
    panels.home()
    assert queries.came_with(panels.case) is None
