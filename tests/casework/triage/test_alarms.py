from datetime import timedelta

from django.utils import timezone

from saltmarsh.casework.closing import actions as closing
from saltmarsh.casework.closing.actions import Feedback
from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage import alarms
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.triage.desk import (
    WHY,
    acknowledged,
    arrived,
    decider,
    in_days,
    make_officer,
)


def kinds(member):
    return {notice.kind for notice in member.partnership.notices.waiting()}


def make_untold(member):
    """Return a referral whose feedback is overdue, behind a step that is later."""
    referral = acknowledged(member)
    triage.find_below(
        referral,
        review_on=in_days(30),
        lead_agency="Early help",
        why=WHY,
        by=decider(member),
    )
    referral.feedback_due_at = timezone.now() - timedelta(days=1)
    referral.due_at, referral.due_for = timezone.now() - timedelta(days=2), "review"
    referral.save()
    return referral


def test_overdue_feedback_rings_beside_whatever_else_is_overdue():
    member = make_officer()
    make_untold(member)

    assert alarms.ring_overdue(member.partnership) == 2
    assert alarms.ring_overdue(member.partnership) == 0

    assert kinds(member) == {"referral.overdue", "feedback.overdue"}


def test_feedback_rings_until_it_is_given():
    member = make_officer()
    referral = make_untold(member)
    alarms.ring_overdue(member.partnership)
    triage.record_quality(referral, code="mistaken", why=WHY, by=decider(member))
    assert "feedback.overdue" in kinds(member)

    told = Feedback("told", "Thank you.")
    closing.give_feedback(referral, feedback=told, reason="", by=decider(member))

    assert kinds(member) == set()
    assert referral.feedback_due_at is None


def test_an_overdue_referral_rings_its_team_once():
    member = make_officer()
    yesterday = timezone.now() - timedelta(days=1)
    arrived(member, due_at=yesterday, due_for="acknowledge")
    partnership = member.partnership

    assert alarms.ring_overdue(partnership) == 1
    assert alarms.ring_overdue(partnership) == 0

    assert partnership.notices.get().team == member.team


def test_what_is_done_stops_ringing():
    member = make_officer()
    yesterday = timezone.now() - timedelta(days=1)
    referral = arrived(member, due_at=yesterday, due_for="acknowledge", owner=member)
    alarms.ring_overdue(member.partnership)
    assert member.partnership.notices.waiting().get().member == member

    triage.acknowledge(referral, why=WHY, by=decider(member))

    assert not member.partnership.notices.waiting().exists()


def test_another_partnership_rings_nothing():
    member = make_officer()
    arrived(member, due_at=timezone.now() - timedelta(days=1))
    other = make_officer()

    partnerships.enter(other.partnership)

    assert alarms.ring_overdue(other.partnership) == 0
