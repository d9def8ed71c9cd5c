from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.neighbours import rules
from saltmarsh.casework.neighbours.lifecycle import Fact, Ground
from saltmarsh.casework.neighbours.rules import Home, Known

WORDS = st.text("abc ", max_size=4)
HOMES = st.lists(st.builds(Home, WORDS, st.booleans(), WORDS, WORDS), max_size=4)
KNOWN = st.lists(st.builds(Known, WORDS, st.sampled_from(Fact.values), WORDS))


def test_an_address_that_ended_is_a_move():
    assert rules.has_moved([Home("1 Quay", is_recorded=True, until="May")])


def test_a_new_address_beside_another_is_a_move():
    new = Home("2 Quay", is_recorded=True, since="May")

    assert rules.has_moved([Home("1 Quay"), new])
    assert not rules.has_moved([new])
    assert not rules.has_moved([Home("2  QUAY"), new])


@given(HOMES)
def test_what_was_only_told_is_never_a_recorded_move(homes):
    told = [Home(home.text, since=home.since, until=home.until) for home in homes]

    assert not rules.has_moved(told)


@given(HOMES, WORDS)
def test_nothing_but_met_or_a_move_is_a_ground(homes, code):
    found = rules.grounds(section_36=code, homes=homes)

    assert Ground.SECTION_36 not in found
    assert (Ground.MOVED in found) == rules.has_moved(homes)


def test_a_section_36_decision_that_was_met_is_a_ground():
    assert rules.grounds(section_36="met", homes=[]) == [Ground.SECTION_36]
    assert rules.grounds(section_36="not_met", homes=[]) == []


@given(KNOWN)
def test_the_minimum_is_one_name_and_one_birth_and_never_an_address(known):
    picked = rules.minimum(known)
    homes_alone = {one.key for one in known if one.kind == Fact.HOME} - {
        one.key for one in known if one.kind != Fact.HOME
    }

    assert len(picked) <= 2
    assert not set(picked) & homes_alone


@given(st.sets(st.sampled_from(Fact.values)), WORDS)
def test_nothing_is_sent_without_a_name_and_a_reason(kinds, reason):
    found = rules.barriers_to_sending(kinds, reason=reason)

    assert (found == []) == (Fact.NAME in kinds and bool(reason.strip()))


def test_every_barrier_to_asking_says_why():
    none = rules.barriers_to_asking(has_grounds=True, is_open_already=False)
    both = rules.barriers_to_asking(has_grounds=False, is_open_already=True)

    assert none == []
    assert len(both) == 2
    assert "section 36" in both[0]
    assert "open already" in both[1]


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_it_is_signed_only_when_nothing_stands_in_the_way(own, officer, ground, open_):
    found = rules.barriers_to_signing(
        is_own=own, has_officer=officer, has_grounds=ground, answers=open_
    )

    assert len(found) == own + (not officer) + (not ground) + (not open_)


def test_each_fact_is_offered_once_and_the_referral_comes_first():
    linked = rules.Known("a", "name", "Robin", "R-1")
    own = rules.Known("a", "name", "Robin")
    more = rules.Known("b", "home", "4 Old Street", "R-1")

    assert rules.each_once([linked, own, more]) == [own, more]


def test_only_referrals_of_one_team_without_restriction_are_as_open():
    free = (False, False)
    assert rules.is_as_open(restricted=free, teams=(1, 1))
    assert not rules.is_as_open(restricted=free, teams=(1, 2))
    assert not rules.is_as_open(restricted=(True, False), teams=(1, 1))
    assert not rules.is_as_open(restricted=(False, True), teams=(1, 1))
