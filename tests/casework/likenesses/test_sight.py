import pytest
from django.utils import timezone

from saltmarsh.casework.allocation import actions as allocation
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses import jobs, sight
from saltmarsh.casework.likenesses.rules import Given, State
from saltmarsh.casework.links import actions as links
from saltmarsh.foundation.notices import queries as notices
from tests.casework.allocation.test_actions import restricted_to
from tests.casework.identities.test_actions import waiting
from tests.casework.likenesses.alike import MISSPELT, ROBIN, about, others, restrict
from tests.casework.triage.desk import make_officer


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def holder(partnership):
    return make_officer(partnership)


def told(member):
    return {
        notice.about_id
        for notice in notices.waiting(member).filter(kind=sight.RESTRICTED)
    }


def change(referral):
    """Let the worker do what a change of sight asks for."""
    assert "likenesses.sight_changed" in waiting()
    keys = {"partnership": referral.partnership_id, "referral": referral.pk}
    jobs.sight_changed(**{name: str(key) for name, key in keys.items()})


def test_a_grant_made_after_the_look_is_told_at_once(officer, holder):
    earlier, later = about(officer, ROBIN), about(officer, MISSPELT)

    restricted_to(earlier, holder, by=officer)
    change(earlier)

    assert told(holder) == {earlier.pk}
    assert told(officer) == set()
    assert others(earlier, holder) == [later]


def test_who_may_open_it_no_more_is_told_no_more(officer, holder):
    first = make_officer(officer.partnership)
    earlier, _later = about(officer, ROBIN), about(officer, MISSPELT)
    restricted_to(earlier, first, by=officer)
    change(earlier)

    restricted_to(earlier, holder, by=first)
    change(earlier)

    assert told(first) == set()
    assert told(holder) == {earlier.pk}


def test_a_notice_that_still_holds_stays_as_it_was_seen(officer, holder):
    earlier, _later = about(officer, ROBIN), about(officer, MISSPELT)
    restricted_to(earlier, holder, by=officer)
    change(earlier)
    notices.waiting(holder).update(seen_at=timezone.now())

    restricted_to(earlier, holder, by=officer)
    change(earlier)

    [notice] = notices.waiting(holder).filter(kind=sight.RESTRICTED)
    assert notice.seen_at


def test_a_lifted_restriction_takes_its_notices_away(officer, holder):
    earlier, later = about(officer, ROBIN), about(officer, MISSPELT)
    restricted_to(earlier, holder, by=officer)
    change(earlier)

    allocation.lift(earlier, by=officer.user_id)
    change(earlier)

    assert told(holder) == set()
    assert others(later, officer) == [earlier]


def test_what_is_linked_or_answered_is_told_to_nobody(officer, holder):
    earlier, later = about(officer, ROBIN), about(officer, MISSPELT)
    third = about(officer, MISSPELT)
    given = Given(State.DIFFERENT, "Another birthday.")
    likenesses.answer(later, other=earlier, given=given, by=officer.user)
    links.link(third, earlier=earlier, reason="One street.", by=officer.user)

    restricted_to(earlier, holder, by=officer)
    change(earlier)

    assert told(holder) == set()


def test_who_has_left_holds_nothing(officer, holder):
    earlier = about(officer, ROBIN)
    restrict(earlier, holder)
    assert sight.holders([earlier]) == [holder]

    holder.left_at = timezone.now()
    holder.save()

    assert sight.holders([earlier]) == []
