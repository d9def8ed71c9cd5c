from datetime import timedelta

from django.apps import apps
from django.utils import timezone, translation

from saltmarsh.foundation.notices import queries
from saltmarsh.foundation.notices.models import Email
from tests.foundation.notices.test_actions import letter


def test_a_text_is_a_subject_and_a_body():
    subject, body = queries.written("routing/proof", {"desk": "The gateway"})

    assert subject == "Test of referrals"
    assert "to this desk: The gateway" in body


def test_a_text_without_a_translation_is_english():
    with translation.override("cy"):
        subject, _body = queries.written("routing/proof", {"desk": "The gateway"})

    assert subject == "Test of referrals"


def test_a_text_that_was_translated_is_in_the_readers_language(tmp_path, monkeypatch):
    folder = tmp_path / "messages"
    folder.mkdir()
    (folder / "proof.txt").write_text("Test\n\nTo $desk\n")
    (folder / "proof.cy.txt").write_text("Prawf\n\nI $desk\n")
    monkeypatch.setattr(apps.get_app_config("routing"), "path", str(tmp_path))

    with translation.override("cy"):
        written = queries.written("routing/proof", {"desk": "Gateway"})

    assert written == ("Prawf", "I Gateway\n")


def test_an_outbox_that_drains_is_not_stuck(partnership):
    letter(partnership)

    assert not queries.is_stuck(partnership, timezone.now())


def test_an_outbox_where_something_waits_too_long_is_stuck(partnership):
    letter(partnership)
    Email.objects.update(created_at=timezone.now() - timedelta(minutes=16))

    assert queries.is_stuck(partnership, timezone.now())


def test_the_waiting_time_is_a_setting(partnership):
    letter(partnership)
    partnership.settings = {"notices.stuck_minutes": 30}
    Email.objects.update(created_at=timezone.now() - timedelta(minutes=16))

    assert not queries.is_stuck(partnership, timezone.now())
