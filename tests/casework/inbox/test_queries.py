from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from saltmarsh.casework.inbox import counting, cursor, queries
from saltmarsh.casework.inbox.cursor import Cursor
from saltmarsh.casework.inbox.queries import Criteria
from saltmarsh.casework.referrals import letters
from saltmarsh.casework.referrals.models import Grant, Referral
from tests.casework.triage.desk import arrived, make_officer
from tests.factories.foundation import TeamFactory, TeamPlaceFactory


def seen_by(member):
    return queries.sight(member, timezone.now())


def listed(member, **criteria):
    page = queries.listed(seen_by(member), Criteria(**criteria), Cursor())
    return page.referrals


def counted(member):
    return counting.counts(seen_by(member), quarantine=True)


def grant(member, referral):
    held = Grant(
        partnership=member.partnership,
        referral=referral,
        member=member,
        until=timezone.now() + timedelta(days=1),
        by=member.user,
    )
    held.reason = "A relative works here."
    held.save()


def due(member, days, **values):
    at = timezone.now() + timedelta(days=days)
    return arrived(member, due_at=at, due_for="decide", **values)


def test_what_is_due_first_comes_first_and_what_is_not_due_last():
    member = make_officer()
    never, late, early = arrived(member), due(member, 2), due(member, -1)

    assert listed(member) == [early, late, never]


@pytest.mark.parametrize("stage", ["", "closed"])
def test_the_pages_of_the_list_are_the_whole_list_both_ways(monkeypatch, stage):
    monkeypatch.setattr(queries, "PAGE", 2)
    member = make_officer()
    is_at = {"stage": stage} if stage else {}
    held = [due(member, days, **is_at) for days in (1, 1, 2)] + [
        arrived(member, **is_at),
        arrived(member, **is_at),
    ]
    criteria = Criteria(**is_at)
    sight, forth, back = seen_by(member), [], []
    page = queries.listed(sight, criteria, Cursor())
    while True:
        forth += page.referrals
        last = page
        if not page.after:
            break
        page = queries.listed(sight, criteria, cursor.read(page.after, ""))
    back = last.referrals
    while last.before:
        last = queries.listed(sight, criteria, cursor.read("", last.before))
        back = last.referrals + back

    assert set(forth) == set(held)
    assert len(forth) == len(held)
    assert back == forth


def test_an_address_that_names_no_place_is_the_first_page():
    for text in ("", "x", "a~b~c", "~~", "9" * 400 + "~1~2"):
        assert cursor.read(text, "") == Cursor()


def test_what_is_closed_is_listed_only_when_asked_for_newest_first():
    member = make_officer()
    old = arrived(member, stage="closed", received_at=timezone.now() - timedelta(2))
    new = arrived(member, stage="closed")
    opened = arrived(member)

    assert listed(member) == [opened]
    assert listed(member, stage="closed") == [new, old]


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"owner": "me"}, "mine"),
        ({"need": "mine"}, "mine"),
        ({"due": "overdue"}, "late"),
        ({"need": "overdue"}, "late"),
        ({"due": "week"}, "soon"),
        ({"stage": "closing"}, "closing"),
        ({"need": "second"}, "closing"),
        ({"need": "feedback"}, "owed"),
    ],
)
def test_each_filter_finds_what_it_says(criteria, expected):
    member = make_officer()
    held = {
        "mine": arrived(member, owner=member),
        "late": due(member, -1),
        "soon": due(member, 3),
        "closing": arrived(member, stage="closing"),
        "owed": arrived(member, feedback_due_at=timezone.now()),
    }

    assert listed(member, **criteria) == [held[expected]]


def test_a_filter_by_team_finds_the_team():
    member = make_officer()
    team = TeamFactory(partnership=member.partnership)
    TeamPlaceFactory(partnership=member.partnership, team=team, member=member)
    first = arrived(member)
    member.team, second = team, None
    second = arrived(member)

    assert listed(member, team=str(team.pk)) == [second]
    assert set(listed(member)) == {first, second}


def test_new_words_of_a_referrer_stand_out():
    member = make_officer()
    referral = arrived(member)
    letters.add(referral, text="It happened again.")

    [row] = listed(member, need="answers")

    assert row.has_news
    assert counted(member)["answers"] == 1


def test_counts_are_of_what_the_member_may_see():
    member = make_officer()
    arrived(member, owner=member)
    due(member, -1)
    arrived(member, stage="quarantined")
    arrived(member, stage="closing", is_restricted=True)
    other = make_officer(member.partnership)
    arrived(other, stage="closing")

    found = counted(member)

    assert found == {
        "mine": 1,
        "overdue": 1,
        "new": 2,
        "answers": 0,
        "feedback": 0,
        "second": 0,
        "quarantine": 1,
    }


def test_a_granted_referral_is_listed_and_counted_once():
    member = make_officer()
    restricted = arrived(member, is_restricted=True)
    ordinary = arrived(member)
    assert listed(member) == [ordinary]
    grant(member, restricted)
    grant(member, ordinary)

    assert set(listed(member)) == {restricted, ordinary}
    assert counted(member)["new"] == 2


def test_the_list_shows_what_seen_by_shows():
    member = make_officer()
    other = make_officer(member.partnership)
    arrived(member), arrived(member, is_restricted=True)
    grant(member, arrived(other)), arrived(other)

    seen = Referral.objects.seen_by(member, timezone.now())

    assert set(listed(member)) == set(seen)


def test_a_member_without_a_team_sees_nothing():
    member = make_officer()
    arrived(member)
    member.places.all().delete()

    assert listed(member) == []
    assert sum(counted(member).values()) == 0


def test_the_counts_are_planned_once_and_never_by_reading_the_table_through():
    # Which plan is taken shows only in a table too large for a test; the benchmark of
    # the desk looks at it there.
    counted(make_officer())

    with connection.cursor() as cursor:
        for name, value in {
            "plan_cache_mode": "force_generic_plan",
            "enable_seqscan": "off",
        }.items():
            cursor.execute("SELECT current_setting(%s)", [name])
            assert cursor.fetchone() == (value,)
