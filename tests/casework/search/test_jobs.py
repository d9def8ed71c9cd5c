from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from saltmarsh.casework.search import actions, rules
from saltmarsh.casework.search.actions import Asked, Why
from tests.casework.search.people import about
from tests.casework.triage.desk import make_officer


def test_the_worker_looks_through_every_record(partnership):
    officer = make_officer(partnership)
    about(officer, "Robin Example")
    asked, now = Asked(rules.asked("Robin")), timezone.now()
    made = actions.search_all(officer, asked=asked, why=Why("safety"), now=now)

    app.tasks["search.scan"](partnership=str(partnership.pk), search=str(made.pk))

    made.refresh_from_db()
    assert made.finished_at
    assert made.done == 1


def test_the_worker_forgets_what_was_searched(partnership):
    officer = make_officer(partnership)
    asked, before = Asked(rules.asked("Robin Example")), timezone.now()
    before -= timedelta(hours=1)
    made = actions.search(officer, asked=asked, why=Why("safety"), now=before)

    app.tasks["search.forget"](partnership=str(partnership.pk))

    made.refresh_from_db()
    assert made.asked is None
