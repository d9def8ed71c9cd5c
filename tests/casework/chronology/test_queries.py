import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.chronology import queries
from saltmarsh.casework.referrals import letters
from saltmarsh.casework.routing import actions as deliveries
from saltmarsh.casework.routing import queries as routing
from saltmarsh.casework.triage import actions as triage
from saltmarsh.foundation.audit import actions as audit
from tests.casework.triage.desk import WHY, acknowledged, arrived, decider, make_officer
from tests.factories.routing import DeskFactory, default_rule


def test_the_timeline_tells_what_happened_in_order():
    member = make_officer()
    referral = acknowledged(member)
    letters.add(referral, text="It happened again.")

    told = queries.timeline(referral, routing.deliveries_of(referral))

    assert told[0].kind == "Stage"
    assert {"Stage", "Decisions", "Messages"} == {each.kind for each in told}
    assert told == sorted(told, key=lambda happening: happening.when)


def test_changes_since_a_moment_say_who_and_what():
    member = make_officer()
    referral = acknowledged(member)
    since = timezone.now()
    triage.decide_section_36(referral, code="met", why=WHY, by=decider(member))

    changes = queries.changes_since(referral, since)

    assert {change.who for change in changes} == {str(member.user)}
    assert "Section 36 decision" in {change.what for change in changes}
    assert "Acknowledged" not in {change.what for change in changes}


def test_who_opened_it_is_told_by_name(partnership, sign_in):
    member = make_officer(partnership)
    referral = acknowledged(member)
    sign_in(member.role, member=member).get(f"/desk/referrals/{referral.reference}")

    [opening] = queries.openings(referral)

    assert (opening.who, opening.what) == (str(member.user), "desk:referral")


def test_the_newest_looks_of_others_are_told(partnership, sign_in):
    member = make_officer(partnership)
    referral = acknowledged(member)
    others = [make_officer(partnership, member.team) for _ in range(4)]
    for each in [*others, member]:
        opened = sign_in(each.role, member=each)
        opened.get(f"/desk/referrals/{referral.reference}")

    looks = queries.last_looks(referral, member.user)

    newest = [str(each.user) for each in reversed(others)]
    assert [look.who for look in looks] == newest[:3]


def test_the_timeline_tells_how_it_reached_each_desk(partnership):
    member = make_officer(partnership)
    referral = arrived(member)
    default_rule(partnership, DeskFactory(partnership=partnership, name="Gateway"))
    [delivery] = deliveries.queue(referral, age=None, area=None)
    deliveries.open_delivery(delivery, by=member.user, link=None)

    told = queries.timeline(referral, routing.deliveries_of(referral))

    reached = [happening.title for happening in told if happening.kind == "Deliveries"]
    assert reached == ["Opened by Gateway"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("system", "The service"),
        ("receipt", "The referrer, with the receipt"),
        ("link", "A desk, with a link and a code"),
        ("draft", "Somebody"),
    ],
)
def test_what_nobody_did_by_name_says_how_they_came_in(kind, words):
    referral = arrived(make_officer())
    by = None if kind == "system" else uuid.uuid4()
    audit.record("referral.moved", referral, by=by, by_kind=kind)

    [change] = queries.changes_since(referral, timezone.now() - timedelta(minutes=1))

    assert change.who == words
