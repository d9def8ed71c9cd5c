import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone

from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing.models import Delivery
from saltmarsh.foundation.keyring import roots
from saltmarsh.foundation.keyring.queries import unwrapped
from saltmarsh.foundation.notices.models import Email
from saltmarsh.web.public.health import views
from tests.factories.casework import make_referral, publish
from tests.factories.foundation import MembershipFactory
from tests.factories.routing import DeskFactory, default_rule
from tests.foundation.notices.test_actions import letter
from tests.foundation.notices.test_working import beat


@pytest.fixture(autouse=True)
def nothing_asked_before():
    views.asked.clear()


@pytest.fixture
def well(partnership):
    beat(timezone.now())
    return partnership


def health(host="nobody.example"):
    return Client(headers={"host": host}).get("/health")


def test_what_is_well_says_so_at_any_host(well):
    answer = health()

    assert answer.status_code == 200
    assert answer.content.startswith(b"Well.\n")


def test_what_it_goes_on_without_is_told_and_takes_nothing_away(
    well, tmp_path, monkeypatch
):
    monkeypatch.setattr(settings, "DOCUMENTS", tmp_path)
    (tmp_path / "kept").write_text("a file where a folder should be")

    answer = health()

    assert answer.status_code == 200
    assert "virus scanner does not answer: documents wait" in answer.text
    assert "storage of documents does not answer" in answer.text


def test_what_stands_beside_is_not_asked_for_each_visitor(well, tmp_path, monkeypatch):
    assert "storage of documents" not in health().text
    monkeypatch.setattr(settings, "DOCUMENTS", tmp_path)
    (tmp_path / "kept").write_text("a file where a folder should be")

    assert "storage of documents" not in health().text


def test_without_a_worker_it_is_not_well(partnership):
    answer = health()

    assert answer.status_code == 503
    assert "Jobs are not picked up" in answer.content.decode()


def test_a_stuck_outbox_is_told(well):
    letter(well)
    Email.objects.update(created_at=timezone.now() - timedelta(hours=1))

    assert b"outbox does not drain" in health().content


def test_a_ring_that_nobody_rang_is_told(well):
    default_rule(well, DeskFactory(partnership=well))
    routing.queue(make_referral(well), age=None, area=None)
    Delivery.objects.update(rings_at=timezone.now() - timedelta(hours=1))

    assert b"do not ring" in health().content


def test_a_published_form_without_an_owner_is_told(well):
    publish(well)
    assert b"no owner" in health().content

    fallback = MembershipFactory(partnership=well)
    default_rule(well, DeskFactory(partnership=well, fallback=fallback))
    assert health().status_code == 200


def test_keys_that_do_not_open_are_told(well, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "KEYS", tmp_path)
    roots.make(tmp_path)
    forget_keys()

    assert b"Keys do not open" in health().content
    monkeypatch.undo()
    forget_keys()


def test_a_database_that_does_not_answer_is_told():
    answers = []

    def ask():
        ours = connections["default"]
        ours.settings_dict = ours.settings_dict | {"NAME": "not_there"}
        answers.append(health())
        connections.close_all()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()

    [answer] = answers
    assert answer.status_code == 503
    assert answer.text == "The database does not answer.\n"


def forget_keys():
    roots.provider.cache_clear()
    unwrapped.cache_clear()
