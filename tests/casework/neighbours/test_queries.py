from django.utils import timezone

from saltmarsh.casework.links import actions as links
from saltmarsh.casework.neighbours import queries, rules
from saltmarsh.casework.neighbours.lifecycle import Ground
from saltmarsh.casework.neighbours.queries import Whom
from saltmarsh.casework.people import actions as people
from saltmarsh.casework.people.actions import Learnt
from saltmarsh.casework.referrals.models import Grant
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.triage.desk import arrived, make_colleague, make_officer
from tests.factories.foundation import PartnershipFactory
from tests.factories.neighbours import Two, moved


def test_who_has_not_opted_in_is_not_offered(partnership):
    PartnershipFactory()
    willing = PartnershipFactory(settings={"neighbours.answers": "yes"})
    partnership.settings = {"neighbours.answers": "yes"}
    partnership.save()

    assert queries.others(partnership) == [willing]


def test_a_move_that_is_recorded_lets_somebody_ask():
    member = make_officer()
    referral = arrived(member)
    assert queries.grounds_of(referral) == []

    moved(referral, member.user)
    assert queries.grounds_of(referral) == [Ground.MOVED]


def test_names_births_and_addresses_are_offered_and_nothing_else():
    member = make_officer()
    referral = arrived(member)
    moved(referral, member.user)

    offered = queries.offered(referral, member)
    assert {(one.kind, one.text) for one in offered} >= {("name", "Robin Example")}
    assert {one.kind for one in offered} <= {"name", "birth", "home"}


def test_an_open_request_about_a_linked_referral_counts():
    two = Two()
    other = arrived(two.asker)
    two.drafted()
    assert not queries.has_open(other, Whom(to=two.there), two.asker)

    referral = two.referral
    links.link(other, earlier=referral, reason="One.", by=two.asker.user)
    assert queries.has_open(other, Whom(to=two.there), two.asker)


def test_only_another_manager_who_sees_the_referral_may_sign():
    two = Two()
    make_officer(two.here, role="manager")
    make_colleague(two.asker)

    assert queries.signers(two.drafted()) == [two.second]


def test_who_may_not_open_the_referral_sees_no_request():
    two = Two()
    two.drafted()
    stranger = make_officer(two.here, role="manager")
    now = timezone.now()

    assert queries.asked_by_us(two.second, now).count() == 1
    assert queries.asked_by_us(stranger, now).count() == 0


def test_the_register_names_who_asked_and_never_about_whom():
    two = Two()
    two.sent()

    [line] = queries.register(two.here)
    assert (line.by, line.signed_by) == (str(two.asker.user), str(two.second.user))
    assert (line.other, line.kinds) == (str(two.there), ("Name",))
    assert "Robin" not in str(line)
    partnerships.enter(two.there)
    [line] = queries.register(two.there)
    assert (line.side, line.other) == ("theirs", str(two.here))


def test_a_draft_is_not_in_the_register():
    two = Two()
    two.drafted()

    assert queries.register(two.here) == []


def test_a_link_to_nothing_opens_nothing(partnership):
    assert queries.enquiry_at(partnership, "unknown") is None


def linked(two):
    """Return another referral of the person, which tells of another name."""
    other = arrived(two.asker)
    value = {"text": "Rob Sample", "kind": "told"}
    people.add(
        other, learnt=Learnt("name", value, "agency", "certain"), by=two.asker.user
    )
    links.link(other, earlier=two.referral, reason="One.", by=two.asker.user)
    return other


def sources(two, member):
    return {one.source for one in queries.offered(two.referral, member)}


def test_what_linked_referrals_tell_is_offered_and_not_ticked():
    two = Two()
    other = linked(two)

    offered = queries.offered(two.referral, two.asker)

    assert [one.text for one in offered if one.source == other.reference] == [
        "Rob Sample"
    ]
    assert [one.text for one in offered].count("Robin Example") == 1
    ticked = rules.minimum(offered)
    assert {one.source for one in offered if one.key in ticked} == {""}


def test_what_not_everybody_may_open_who_reads_the_request_is_not_offered():
    two = Two()
    other = linked(two)
    assert sources(two, two.asker) == {"", other.reference}
    assert sources(two, make_officer(two.here, role="manager")) == {""}

    other.is_restricted = True
    other.save()
    grant = Grant(
        partnership=two.here, referral=other, member=two.asker, by=two.asker.user
    )
    grant.reason = "Named."
    grant.save()

    assert sources(two, two.asker) == {""}
