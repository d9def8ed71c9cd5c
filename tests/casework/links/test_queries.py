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


def test_what_referrals_mean_together_is_asked_at_each_new_one():
    member = make_officer()
    earlier, later = arrived(member), arrived(member)
    links.link(later, earlier=earlier, reason="Same name.", by=member.user)

    def lacks(referral):
        others = queries.linked_to(referral, member, timezone.now())
        return queries.lacks_meaning(referral, others)

    assert [lacks(earlier), lacks(later)] == [False, True]
    later.refresh_from_db()
    links.mean(later, text="It grows worse.", by=member.user)

    assert not lacks(later)
    assert queries.meaning_of(later).text == "It grows worse."


def test_a_referral_of_nobody_else_means_nothing_together():
    assert queries.meaning_of(arrived(make_officer())) is None
