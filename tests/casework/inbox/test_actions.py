import pytest

from saltmarsh.casework.inbox import actions as inbox
from saltmarsh.foundation.refusals import Refused
from tests.casework.triage.desk import make_colleague, make_officer


def test_the_same_filter_is_kept_once():
    member = make_officer()

    first = inbox.save(member, criteria={"owner": "me"})

    assert inbox.save(member, criteria={"owner": "me"}) == first
    assert member.saved_filters.count() == 1


def test_nothing_is_no_filter():
    with pytest.raises(Refused, match="at least one"):
        inbox.save(make_officer(), criteria={})


def test_a_member_removes_their_own_filter_alone():
    member = make_officer()
    saved = inbox.save(member, criteria={"owner": "me"})

    inbox.remove(make_colleague(member), filter_id=saved.pk)
    assert member.saved_filters.exists()

    inbox.remove(member, filter_id=saved.pk)
    assert not member.saved_filters.exists()
