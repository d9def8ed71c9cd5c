import pytest

from saltmarsh.casework.links import actions as links
from saltmarsh.casework.links.models import Link
from saltmarsh.casework.people.models import Person
from saltmarsh.foundation.refusals import Refused
from tests.casework.triage.desk import arrived, make_officer


def two(member):
    return arrived(member), arrived(member)


def refreshed(*referrals):
    for referral in referrals:
        referral.refresh_from_db()
    return [referral.is_repeat for referral in referrals]


def test_two_linked_referrals_are_repeats_of_one_bare_person():
    member = make_officer()
    earlier, later = two(member)

    made = links.link(later, earlier=earlier, reason="Same name.", by=member.user)

    assert refreshed(earlier, later) == [True, True]
    assert Person.objects.count() == 1
    assert (made.referral, made.reason) == (later, "Same name.")


def test_a_third_joins_the_same_person():
    member = make_officer()
    earlier, later = two(member)
    links.link(later, earlier=earlier, reason="Same name.", by=member.user)
    third = arrived(member)

    links.link(third, earlier=later, reason="Same school.", by=member.user)

    assert Person.objects.count() == 1
    assert Link.objects.count() == 3


def test_an_undone_link_stays_in_the_history():
    member = make_officer()
    earlier, later = two(member)
    made = links.link(later, earlier=earlier, reason="Same name.", by=member.user)

    links.undo(made, reason="Another birthday.", by=member.user)

    assert refreshed(earlier, later) == [False, False]
    assert later.links.get().undone_reason == "Another birthday."


def test_a_link_is_undone_once():
    member = make_officer()
    earlier, later = two(member)
    made = links.link(later, earlier=earlier, reason="Same name.", by=member.user)
    links.undo(made, reason="Another birthday.", by=member.user)

    with pytest.raises(Refused, match="already"):
        links.undo(made, reason="Again.", by=member.user)


def test_a_refused_link_writes_nothing():
    member = make_officer()
    referral = arrived(member)

    with pytest.raises(Refused, match="no referral with this reference"):
        links.link(referral, earlier=None, reason="Same name.", by=member.user)

    assert not Link.objects.exists()
    assert not Person.objects.exists()


def test_what_referrals_mean_together_is_said_of_linked_ones_and_in_words():
    member = make_officer()
    earlier, later = two(member)
    with pytest.raises(Refused, match="linked to no other"):
        links.mean(later, text="It grows worse.", by=member.user)
    links.link(later, earlier=earlier, reason="Same name.", by=member.user)
    later.refresh_from_db()

    with pytest.raises(Refused, match="what has changed"):
        links.mean(later, text=" ", by=member.user)

    assert links.mean(later, text="It grows worse.", by=member.user).by == member.user
