import pytest

from saltmarsh.foundation.partnerships.queries import Setting
from saltmarsh.web.manage.settings.forms import SettingsForm
from saltmarsh.web.manage.settings.groups import Group
from tests.factories.foundation import TeamFactory


def alone(setting):
    return Group("alone", "", "", [setting])


def form(partnership, kind, value, **told):
    setting = Setting("a.b", "Something", kind=kind, **told)
    return SettingsForm({"a-b": value}, partnership=partnership, group=alone(setting))


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "Estuary Police", "Estuary Police"),
        ("number", "12", 12),
        ("months", "24", 24),
        ("link", "https://council.example/a", "https://council.example/a"),
        ("phone", "101", "101"),
        ("phone", "18001 101", "18001 101"),
        ("email", "a@council.example", "a@council.example"),
        ("colour", "#5a1a4b", "#5a1a4b"),
    ],
)
def test_an_answer_is_kept_in_its_type(partnership, kind, typed, kept):
    asked = form(partnership, kind, typed)

    assert asked.is_valid()
    assert asked.changed() == {"a.b": kept}


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("number", "", "Enter a whole number"),
        ("number", "-1", "Enter a whole number from 1"),
        ("number", "0", "Enter a whole number from 1"),
        ("number", "9" * 20, "Enter a whole number from 1"),
        ("number", "²", "Enter a whole number from 1"),
        ("link", "javascript:alert(1)", "Enter a web address"),
        ("link", "council.example", "Enter a web address"),
        ("phone", "call us", "Enter a phone number in figures"),
        ("email", "nobody", "Enter an email address"),
        ("colour", "#ffff00", "Choose a darker colour"),
        ("choice", "nobody", "Select an answer from the list"),
    ],
)
def test_a_wrong_answer_says_what_is_wanted(partnership, kind, typed, message):
    asked = form(partnership, kind, typed)

    assert not asked.is_valid()
    assert message in asked.errors["a-b"][0]


@pytest.mark.parametrize(
    "kind", ["text", "months", "link", "phone", "email", "colour", "choice", "day"]
)
def test_what_may_be_empty_stays_empty(partnership, kind):
    asked = form(partnership, kind, "")

    assert asked.is_valid()
    assert asked.changed() == {}


def test_a_default_may_be_taken_away(partnership):
    asked = form(partnership, "phone", "", default="101")

    assert asked.is_valid()
    assert asked.changed() == {"a.b": ""}


def test_a_day_is_kept_as_a_text_and_shown_as_a_date(partnership):
    setting = Setting("a.b", "Checked on", kind="day")
    sent = {"a-b-day": "3", "a-b-month": "3", "a-b-year": "2026"}
    asked = SettingsForm(sent, partnership=partnership, group=alone(setting))

    assert asked.is_valid()
    assert asked.changed() == {"a.b": "2026-03-03"}
    partnership.settings = {"a.b": "2026-03-03"}
    again = SettingsForm(partnership=partnership, group=alone(setting))
    assert 'value="2026"' in str(again["a-b"])


def test_a_choice_is_one_of_the_teams(partnership):
    team = TeamFactory(partnership=partnership)

    asked = form(partnership, "choice", str(team.pk))

    assert asked.is_valid()
    assert asked.changed() == {"a.b": str(team.pk)}


@pytest.mark.parametrize(
    ("is_verified", "words"), [(True, "was verified"), (False, "is not verified")]
)
def test_a_default_says_whether_it_was_verified(partnership, is_verified, words):
    told = {"default": "101", "is_verified": is_verified}

    assert words in form(partnership, "phone", "", **told)["a-b"].help_text


def test_what_the_partnership_set_says_nothing_of_the_default(partnership):
    partnership.settings = {"a.b": "102"}

    assert not form(partnership, "phone", "", default="101")["a-b"].help_text
