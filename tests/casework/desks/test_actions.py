import pytest

from saltmarsh.casework.desks import actions as desks
from saltmarsh.casework.desks import queries
from saltmarsh.casework.desks.actions import Particulars
from saltmarsh.casework.desks.models import Rule
from saltmarsh.casework.desks.rules import Terms
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from tests.factories.foundation import MembershipFactory, TeamFactory
from tests.factories.routing import DeskFactory, RuleFactory, default_rule, member_of

MAILBOX = "gateway@police.example"


def test_a_desk_keeps_its_mailbox_sealed(partnership):
    about = Particulars("Gateway", mailbox=MAILBOX)

    desk = desks.add_desk(partnership, about=about, by=None)

    assert desk.mailbox == MAILBOX
    assert MAILBOX.encode() not in bytes(desk.sealed_mailbox)
    assert Event.objects.filter(name="desk.added").exists()


def test_a_desk_has_a_team_or_a_mailbox(partnership):
    both = Particulars("Both", team=TeamFactory(partnership=partnership), mailbox="x")

    for about in (Particulars("Neither"), both):
        with pytest.raises(Refused, match="either a team or a mailbox"):
            desks.add_desk(partnership, about=about, by=None)


def test_a_desk_has_a_name_of_its_own(partnership):
    DeskFactory(partnership=partnership, name="Gateway")

    with pytest.raises(Refused, match="called gateway already"):
        desks.add_desk(
            partnership, about=Particulars("gateway", mailbox=MAILBOX), by=None
        )


def test_a_desk_may_be_given_to_a_team(partnership):
    desk, team = (
        DeskFactory(partnership=partnership),
        TeamFactory(partnership=partnership),
    )

    desks.change_desk(desk, about=Particulars("Hub", team=team), by=None)

    desk.refresh_from_db()
    assert (desk.team, desk.mailbox) == (team, None)


def test_the_last_desk_that_receives_is_not_switched_off_once_a_form_is_published(
    partnership,
):
    desk = DeskFactory(
        partnership=partnership, fallback=MembershipFactory(partnership=partnership)
    )
    default_rule(partnership, desk)
    partnership.schemas.create(version="1", effective_from="2026-01-01", document={})

    with pytest.raises(Refused, match="no active desk"):
        desks.switch_desk(desk, is_active=False, by=None)

    assert not Event.objects.filter(name="desk.switched_off").exists()


def test_a_published_form_may_be_rerouted_while_somebody_receives(partnership):
    member = member_of(TeamFactory(partnership=partnership))
    first, second = (
        DeskFactory(partnership=partnership, fallback=member) for _ in range(2)
    )
    rule = default_rule(partnership, first)
    partnership.schemas.create(version="1", effective_from="2026-01-01", document={})

    desks.change_rule(rule, terms=Terms(), goes_to=[second], by=None)

    assert [row.desk for row in rule.goes_to.all()] == [second]


def test_a_desk_is_switched_off_and_on(partnership):
    desk = DeskFactory(partnership=partnership)

    desks.switch_desk(desk, is_active=False, by=None)
    desks.switch_desk(desk, is_active=True, by=None)

    assert Event.objects.filter(name__startswith="desk.switched").count() == 2


def test_the_first_rule_without_terms_is_the_default(partnership):
    desk = DeskFactory(partnership=partnership)

    rule = desks.add_rule(partnership, terms=Terms(), goes_to=[desk], by=None)

    assert rule.is_default
    with pytest.raises(Refused, match="which ages or areas"):
        desks.add_rule(partnership, terms=Terms(), goes_to=[desk], by=None)


def test_a_rule_goes_somewhere(partnership):
    with pytest.raises(Refused, match="at least one desk"):
        desks.add_rule(partnership, terms=Terms(), goes_to=[], by=None)


def test_a_rule_has_its_ages_in_order(partnership):
    desk = DeskFactory(partnership=partnership)

    with pytest.raises(Refused, match="lowest age"):
        desks.add_rule(partnership, terms=Terms(18, 4), goes_to=[desk], by=None)


def test_a_rule_is_changed(partnership):
    first, second = (DeskFactory(partnership=partnership) for _ in range(2))
    rule = desks.add_rule(partnership, terms=Terms(0, 17), goes_to=[first], by=None)

    desks.change_rule(rule, terms=Terms(areas=("sm1 2ab",)), goes_to=[second], by=None)

    assert rule.terms() == Terms(areas=("SM1",))
    assert [row.desk for row in rule.goes_to.all()] == [second]
    with pytest.raises(Refused, match="which ages or areas"):
        desks.change_rule(rule, terms=Terms(), goes_to=[second], by=None)


def test_a_rule_moves_before_the_one_before_it(partnership):
    first, second = (RuleFactory(partnership=partnership) for _ in range(2))

    desks.move_up(second, by=None)
    desks.move_up(second, by=None)

    assert list(Rule.objects.order_by("position")) == [second, first]


def test_the_default_rule_is_never_passed_over(partnership):
    other = RuleFactory(partnership=partnership, age_to=17)
    default = default_rule(partnership, DeskFactory(partnership=partnership))

    desks.switch_rule(other, is_active=False, by=None)

    assert not other.is_active
    with pytest.raises(Refused, match="default rule"):
        desks.switch_rule(default, is_active=False, by=None)


def test_a_team_of_people_who_left_does_not_receive(partnership):
    member = member_of(TeamFactory(partnership=partnership))
    team = member.places.get().team
    desk = DeskFactory(partnership=partnership, team=team, fallback=member)
    default_rule(partnership, desk)
    assert queries.barriers_to_publishing(partnership) == []

    member.left_at = member.created_at
    member.save()

    assert len(queries.barriers_to_publishing(partnership)) == 2
