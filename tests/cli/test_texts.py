from io import BytesIO, StringIO

from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext

from saltmarsh.cli import texts


def test_texts_are_found_in_code_templates_and_lists():
    found = {message.id for message in texts.found()}

    assert "Get help now" in found
    assert "Triage officer" in found
    assert "Try each place that a referral goes to" in found
    assert ("%(num)s point is open.", "%(num)s points are open.") in found


def test_the_titles_of_a_list_are_texts():
    page = BytesIO(b'[{"key": "a", "title": "One", "why": "Two"}, {"key": "b"}]')

    assert [text for _, _, text, _ in texts.titles(page)] == ["One", "Two"]


def test_what_was_translated_stays_and_what_is_gone_goes(tmp_path, monkeypatch):
    page = tmp_path / "django.po"
    kept = 'msgid "Back"\nmsgstr "Yn ôl"\n\nmsgid "Gone"\nmsgstr "Wedi mynd"\n'
    page.write_text(texts.HEADER + kept)
    monkeypatch.setattr(texts, "catalogue", lambda: page)

    call_command("extract_texts", stdout=StringIO())

    assert texts.kept()["Back"].string == "Yn ôl"
    assert "Gone" not in texts.kept()


def test_a_translated_text_is_shown():
    with translation.override("cy"):
        assert gettext("Get help now") == "Cael help nawr"


def test_placeholders_survive_translation():
    for message in texts.kept():
        assert not list(message.check())
