from django.utils import timezone

from saltmarsh.casework.chronology import story
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.triage import actions as triage
from saltmarsh.foundation.keyring import actions as keyring
from tests.casework.triage.desk import ANSWER, WHY, acknowledged, decider, make_officer


def linked(member):
    earlier, later = acknowledged(member), acknowledged(member)
    triage.record_police_outcome(earlier, answer=ANSWER, why=WHY, by=decider(member))
    links.link(later, earlier=earlier, reason="One name.", by=member.user)
    return earlier, later


def test_each_referral_is_a_chapter_with_its_worry_and_its_endings():
    member = make_officer()
    earlier, later = linked(member)

    first, second = story.chapters(later, member, timezone.now())

    assert (first.referral, second.referral) == (earlier, later)
    assert first.concern == "Robin has begun to talk of hurting people."
    [ending] = first.endings
    assert "a concern may exist" in ending.what
    assert ending.reasons == WHY.reasons
    assert second.endings == []


def test_an_erased_referral_keeps_its_dates_alone():
    member = make_officer()
    earlier, later = linked(member)
    keyring.erase(member.partnership, file_id=earlier.pk, by=None)

    first, _second = story.chapters(later, member, timezone.now())

    assert first.concern == ""
    assert [one.reasons for one in first.endings] == [""]
