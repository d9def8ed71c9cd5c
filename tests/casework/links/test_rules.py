import uuid

from saltmarsh.casework.links.rules import barriers

ONE, OTHER, PERSON, NEIGHBOUR = (uuid.uuid4() for _ in range(4))


def test_two_unlinked_referrals_may_be_linked():
    assert barriers(ONE, OTHER, persons=(None, None)) == []
    assert barriers(ONE, OTHER, persons=(PERSON, None)) == []


def test_a_referral_is_not_linked_to_itself():
    assert "not of this one" in barriers(ONE, ONE, persons=(None, None))[0]


def test_what_is_linked_already_is_not_linked_again():
    assert "already" in barriers(ONE, OTHER, persons=(PERSON, PERSON))[0]


def test_two_persons_are_never_made_one():
    assert "Undo one" in barriers(ONE, OTHER, persons=(PERSON, NEIGHBOUR))[0]


def test_what_may_not_be_seen_is_answered_as_if_it_were_not():
    assert "no referral" in barriers(ONE, None, persons=(None, None))[0]
