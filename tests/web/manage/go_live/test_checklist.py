from saltmarsh.community.content import shipped
from saltmarsh.foundation.retention import queries as retention
from saltmarsh.web.manage.go_live.checklist import checklist, items
from tests.factories.community import ConfirmationFactory
from tests.factories.routing import default_rule, member_of, team_desk


def test_a_new_partnership_has_everything_to_do(partnership):
    found = checklist(partnership)

    assert found.barriers
    assert len(found.periods) == len(retention.periods())
    assert not any(one.is_done for one in (*found.checks, *found.numbers))
    assert found.left > len(found.checks)


def test_what_a_person_confirmed_is_done(partnership):
    ConfirmationFactory(partnership=partnership, item="stacu")

    done = [one.key for one in checklist(partnership).checks if one.is_done]

    assert done == ["stacu"]


def test_what_is_set_needs_no_check(partnership):
    before = checklist(partnership)
    partnership.settings = {
        "content.police_force": "Estuary Police",
        retention.periods()[0].key: 12,
    }

    after = checklist(partnership)

    assert before.left - after.left == 2


def test_every_number_to_check_may_be_confirmed(partnership):
    keys = {one.key for one in checklist(partnership).numbers}

    assert keys <= items()
    assert {check.key for check in shipped.checks()} <= items()


def test_somebody_who_receives_is_no_barrier(partnership):
    desk = team_desk(partnership)
    desk.fallback = member_of(desk.team)
    desk.save()
    default_rule(partnership, desk)

    assert checklist(partnership).barriers == []
