from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Permission, Role, roles_with
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses import jobs, naming
from saltmarsh.casework.likenesses.models import Asking, Likeness
from saltmarsh.casework.likenesses.rules import Given, State
from saltmarsh.casework.referrals.models import Grant
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices import queries as notices
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.refusals import Refused
from tests.casework.likenesses.alike import (
    MISSPELT,
    ROBIN,
    about,
    find,
    others,
    restrict,
)
from tests.casework.triage.desk import make_officer
from tests.factories.foundation import MembershipFactory

DECIDING = roles_with(Permission.REFERRAL_DECIDE)
NAMING = roles_with(Permission.REFERRAL_RESTRICT)


@pytest.fixture
def manager(partnership):
    return make_officer(partnership, role=Role.MANAGER)


@pytest.fixture
def holders(partnership):
    """Return two officers, each of a team of their own."""
    return make_officer(partnership), make_officer(partnership)


@pytest.fixture
def pair(partnership, holders):
    """Return the likeness of two referrals, each restricted to one of the holders."""
    team = make_officer(partnership)
    for person, holder in zip((ROBIN, MISSPELT), holders, strict=True):
        referral = about(team, person)
        restrict(referral, holder)
    likenesses.look(partnership, identity_id=find(referral).pk)
    return Likeness.objects.select_related("later", "earlier").get()


def ask_managers(partnership):
    return naming.ask_managers(partnership, deciding=DECIDING, naming=NAMING)


def waits(partnership):
    return list(naming.waiting(partnership, DECIDING, timezone.now()))


def told(member, kind):
    return list(notices.waiting(member).filter(kind=kind))


def name(pair, member, by):
    naming.name(pair, member=member, roles=DECIDING, by=by)


def reply(referral, holder, *, agrees=True):
    asking = referral.askings.waiting().get()
    naming.reply(asking, agrees=agrees, by=holder.user)


def test_a_pair_that_nobody_sees_both_of_is_brought_to_a_manager(
    partnership, pair, manager, holders
):
    assert waits(partnership) == [pair]

    assert ask_managers(partnership) == 1

    [notice] = told(manager, naming.NOBODY)
    assert (notice.route, notice.arguments) == ("desk:undecided", [])
    assert not any(told(holder, naming.NOBODY) for holder in holders)
    assert others(pair.later, manager) == others(pair.earlier, manager) == []


def test_whoever_holds_one_is_asked_only_where_nobody_else_may_be(partnership, pair):
    near = MembershipFactory(partnership=partnership, role=Role.MANAGER)
    restrict(pair.later, near)

    ask_managers(partnership)

    assert told(near, naming.NOBODY)


def test_the_holders_agree_first_and_neither_learns_of_the_other(
    partnership, pair, manager, holders
):
    named = make_officer(partnership)
    ask_managers(partnership)
    name(pair, named, manager)
    earlier, later = holders
    for referral, holder in ((pair.earlier, earlier), (pair.later, later)):
        [notice] = told(holder, naming.MAY_SEE)
        assert notice.arguments == [referral.reference]
    assert told(manager, naming.NOBODY) == []

    reply(pair.earlier, earlier)
    assert others(pair.earlier, named) == []
    assert not Grant.objects.filter(member=named).exists()

    reply(pair.later, later)
    assert others(pair.later, named) == [pair.earlier]
    assert others(pair.earlier, named) == [pair.later]
    assert told(named, "likeness.named")
    assert waits(partnership) == []
    assert [told(holder, naming.MAY_SEE) for holder in holders] == [[], []]
    codes = Event.objects.get(name="likeness.named")
    assert codes.subject_ids == [pair.pk]


def test_it_is_decided_like_any_other(partnership, pair, manager, holders):
    named = make_officer(partnership)
    name(pair, named, manager)
    for referral, holder in zip((pair.earlier, pair.later), holders, strict=True):
        reply(referral, holder)
    given = Given(State.DIFFERENT, "Another birthday.")

    likenesses.answer(pair.later, other=pair.earlier, given=given, by=named.user)

    assert told(named, "likeness.named") == []
    assert others(pair.later, named) == []


def test_one_who_says_no_ends_it_and_the_manager_is_asked_again(
    partnership, pair, manager, holders
):
    named, another = make_officer(partnership), make_officer(partnership)
    name(pair, named, manager)

    reply(pair.earlier, holders[0], agrees=False)

    assert told(holders[1], naming.MAY_SEE) == []
    assert not Grant.objects.filter(member=named).exists()
    assert ask_managers(partnership) == 1
    with pytest.raises(Refused, match="Name somebody else"):
        name(pair, named, manager)
    name(pair, another, manager)
    assert [(str(one.member), one.words) for one in naming.named(pair)] == [
        (str(another), "Waiting for an answer"),
        (str(named), "Somebody said no"),
    ]


def test_whoever_holds_one_side_needs_the_other_side_s_word_alone(
    partnership, pair, manager, holders
):
    name(pair, holders[0], manager)

    assert not pair.earlier.askings.exists()
    reply(pair.later, holders[1])
    assert others(pair.later, holders[0]) == [pair.earlier]


def test_a_manager_is_not_rung_while_holders_are_asked_but_after_some_days(
    partnership, pair, manager
):
    name(pair, make_officer(partnership), manager)
    assert ask_managers(partnership) == 0

    old = timezone.now() - timedelta(days=naming.PATIENCE_DAYS, minutes=1)
    Asking.objects.update(created_at=old)

    assert ask_managers(partnership) == 1


def test_sight_ends_after_some_days_and_no_later_than_anybody_s(
    partnership, pair, manager, holders
):
    soon = timezone.now() + timedelta(days=1)
    Grant.objects.filter(referral=pair.later).update(until=soon)
    named = make_officer(partnership)
    name(pair, named, manager)
    for referral, holder in zip((pair.earlier, pair.later), holders, strict=True):
        reply(referral, holder)

    grants = Grant.objects.filter(member=named)
    assert grants.get(referral=pair.later).until == soon
    assert grants.get(referral=pair.earlier).until > soon
    grants.update(until=timezone.now())
    assert ask_managers(partnership) == 1
    assert [one.words for one in naming.named(pair)] == ["Their time is over"]


def test_a_pair_whose_holder_has_left_is_not_lost(partnership, pair, manager, holders):
    holders[0].left_at = timezone.now()
    holders[0].save()
    named = make_officer(partnership)

    name(pair, named, manager)
    reply(pair.later, holders[1])

    assert others(pair.later, named) == [pair.earlier]


def test_two_teams_that_share_nobody_are_not_lost(partnership, manager):
    one, other = make_officer(partnership), make_officer(partnership)
    about(one, ROBIN)
    later = about(other, MISSPELT)
    [pair] = waits(partnership)
    named = make_officer(partnership)

    name(pair, named, manager)

    assert len(others(later, named)) == 1
    assert ask_managers(partnership) == 0


def test_what_somebody_may_decide_or_is_boxed_asks_no_manager(partnership, manager):
    about(manager, ROBIN)
    later = about(manager, MISSPELT)
    assert waits(partnership) == []

    restrict(later, MembershipFactory(partnership=partnership, role=Role.PANEL_CHAIR))
    [_pair] = waits(partnership)
    assert ask_managers(partnership) == 1
    later.stage = "quarantined"
    later.save()

    assert ask_managers(partnership) == 0
    assert not Notice.objects.waiting().filter(kind=naming.NOBODY)


def test_naming_is_refused_with_its_reasons(partnership, pair, manager):
    chair = MembershipFactory(partnership=partnership, role=Role.PANEL_CHAIR)
    with pytest.raises(Refused, match="decides about referrals"):
        name(pair, chair, manager)

    both = make_officer(partnership)
    restrict(pair.later, both)
    restrict(pair.earlier, both)
    with pytest.raises(Refused, match="Somebody may decide"):
        name(pair, make_officer(partnership), manager)


def test_an_answer_is_given_once(partnership, pair, manager, holders):
    name(pair, make_officer(partnership), manager)
    asking = pair.earlier.askings.get()
    naming.reply(asking, agrees=False, by=holders[0].user)

    with pytest.raises(Refused, match="answered this meanwhile"):
        naming.reply(asking, agrees=True, by=holders[0].user)


def test_a_new_grant_takes_the_sight_away_and_asks_anew(
    partnership, pair, manager, holders
):
    named = make_officer(partnership)
    name(pair, named, manager)
    for referral, holder in zip((pair.earlier, pair.later), holders, strict=True):
        reply(referral, holder)
    Grant.objects.filter(member=named).update(ended_at=timezone.now())
    jobs.sight_changed(partnership=str(partnership.pk), referral=str(pair.later_id))

    assert others(pair.later, named) == []
    assert waits(partnership) == [pair]
