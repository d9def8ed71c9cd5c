from django.utils import timezone

from saltmarsh.casework.links import actions as links
from saltmarsh.casework.links import queries
from tests.casework.triage.desk import arrived, make_officer


def test_the_other_referrals_of_a_person_are_listed():
    member = make_officer()
    earlier, later = arrived(member), arrived(member)
    links.link(later, earlier=earlier, reason="Same name.", by=member.user)

    [other] = queries.linked_to(later, member, timezone.now())

    assert other.referral == earlier
    assert len(queries.history(later)) == 1


def test_what_the_member_may_not_see_is_not_listed():
    member = make_officer()
    earlier, later = arrived(member), arrived(member)
    links.link(later, earlier=earlier, reason="Same name.", by=member.user)
    earlier.is_restricted = True
    earlier.save()

    assert queries.linked_to(later, member, timezone.now()) == []


def test_an_unlinked_referral_has_no_person():
    member = make_officer()
    referral = arrived(member)

    assert queries.person_of(referral) is None
    assert queries.linked_to(referral, member, timezone.now()) == []
