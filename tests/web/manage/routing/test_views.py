import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.casework.desks.models import Desk, Rule
from saltmarsh.casework.routing import actions as routing
from saltmarsh.foundation.notices.models import Email
from tests.factories.foundation import MembershipFactory, TeamFactory
from tests.factories.routing import DeskFactory, RuleFactory, default_rule

MAILBOX = "gateway@police.example"


@pytest.fixture
def browser(sign_in):
    return sign_in(Role.ADMINISTRATOR)


def typed(partnership, **changed):
    fallback = MembershipFactory(partnership=partnership)
    return {
        "name": "Police gateway",
        "kind": "police",
        "reached": "mailbox",
        "mailbox": MAILBOX,
        "within": "60",
        "unit": "minutes",
        "fallback": str(fallback.pk),
        "shows_referrer": "no",
    } | changed


def page(browser):
    return browser.get("/manage/routing").content.decode()


def test_an_empty_page_says_what_is_missing(browser):
    assert "no default rule" in page(browser)
    assert "There is no desk yet" in page(browser)


def test_a_desk_is_added(browser, partnership):
    browser.post("/manage/routing/desks/add", typed(partnership))

    desk = Desk.objects.get()
    assert (desk.mailbox, desk.within, desk.team) == (MAILBOX, 60, None)
    assert "Police gateway" in page(browser)


def test_a_desk_of_a_team_keeps_no_mailbox(browser, partnership):
    team = TeamFactory(partnership=partnership)
    told = typed(partnership, reached="team", team=str(team.pk))

    browser.post("/manage/routing/desks/add", told)

    assert (Desk.objects.get().team, Desk.objects.get().mailbox) == (team, None)


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("within", "soon", "Enter a whole number"),
        ("within", "0", "Enter a whole number"),
        ("mailbox", "", "Enter the address of the mailbox"),
        ("fallback", "", "Select a person"),
    ],
)
def test_what_is_wrong_is_said_beside_the_question(
    browser, partnership, field, wrong, said
):
    told = typed(partnership, **{field: wrong})

    answer = browser.post("/manage/routing/desks/add", told)

    assert said in answer.content.decode()
    assert not Desk.objects.exists()


def test_a_name_that_is_taken_is_refused_on_the_form(browser, partnership):
    DeskFactory(partnership=partnership, name="Police gateway")

    answer = browser.post("/manage/routing/desks/add", typed(partnership))

    assert "called Police gateway already" in answer.content.decode()


def test_a_desk_is_changed(browser, partnership):
    desk = DeskFactory(partnership=partnership)
    here = f"/manage/routing/desks/{desk.pk}"
    assert MAILBOX in browser.get(here).content.decode()

    browser.post(here, typed(partnership, name="New name"))

    desk.refresh_from_db()
    assert desk.name == "New name"


def test_a_desk_is_switched_off_and_tested(browser, partnership):
    desk = DeskFactory(partnership=partnership)

    browser.post(f"/manage/routing/desks/{desk.pk}/switch")
    browser.post(f"/manage/routing/desks/{desk.pk}/test")

    desk.refresh_from_db()
    assert not desk.is_active
    assert Email.objects.get().to == MAILBOX


def test_the_first_rule_is_the_default_and_the_next_has_terms(browser, partnership):
    desk = DeskFactory(partnership=partnership)

    browser.post("/manage/routing/rules/add", {"desks": [str(desk.pk)]})
    told = {"desks": [str(desk.pk)], "age_to": "17", "areas": "co1, co2"}
    browser.post("/manage/routing/rules/add", told)

    first, second = Rule.objects.order_by("position")
    assert first.is_default
    assert (second.age_to, second.areas) == (17, ["CO1", "CO2"])
    assert "Up to age 17" in page(browser)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"age_from": "young"}, "Enter an age in whole years"),
        ({"areas": "Colchester"}, "not a postcode district"),
        ({}, "which ages or areas"),
    ],
)
def test_wrong_terms_are_said(browser, partnership, told, said):
    desk = DeskFactory(partnership=partnership)
    default_rule(partnership, desk)

    answer = browser.post("/manage/routing/rules/add", told | {"desks": [str(desk.pk)]})

    assert said in answer.content.decode()


def test_a_rule_is_changed_moved_and_switched(browser, partnership):
    desk = DeskFactory(partnership=partnership)
    RuleFactory(partnership=partnership, age_to=10)
    rule = RuleFactory(partnership=partnership, age_to=17)
    here = f"/manage/routing/rules/{rule.pk}"
    assert "17" in browser.get(here).content.decode()

    browser.post(here, {"desks": [str(desk.pk)], "age_from": "18"})
    browser.post(f"{here}/up")
    browser.post(f"{here}/switch")

    rule.refresh_from_db()
    assert (rule.age_from, rule.age_to, rule.is_active) == (18, None, False)
    assert Rule.objects.order_by("position").first() == rule


def test_the_default_rule_keeps_being_everybodys(browser, partnership):
    desk = DeskFactory(partnership=partnership)
    rule = default_rule(partnership)

    browser.post(f"/manage/routing/rules/{rule.pk}", {"desks": [str(desk.pk)]})

    assert [row.desk for row in rule.goes_to.all()] == [desk]
    assert browser.post(f"/manage/routing/rules/{rule.pk}/switch").status_code == 409


@pytest.mark.parametrize(
    ("missing", "said"), [("", "last went through"), ("mail", "did not go through")]
)
def test_the_page_says_when_the_path_was_proved(browser, partnership, missing, said):
    routing.note_proof(partnership, missing=missing)

    assert said in page(browser)


def test_only_who_changes_settings_may(sign_in, visitor):
    assert sign_in(Role.MANAGER).get("/manage/routing").status_code == 403
    assert visitor.get("/manage/routing").status_code == 302
