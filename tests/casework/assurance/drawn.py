"""Dip samples and statements, for tests of what is done with them."""

from django.utils import timezone

from saltmarsh.casework.assurance import actions, figures, statements
from saltmarsh.casework.assurance.lifecycle import QUESTIONS
from saltmarsh.casework.cases.clocks import Period
from tests.casework.triage.desk import in_days

YES = dict.fromkeys(QUESTIONS, "yes")
WORDS = {section.code: f"How we meet {section.code}." for section in figures.SECTIONS}


def drawn(by, wanted=1):
    today = timezone.localdate()
    return actions.draw(wanted=wanted, since=today, until=today, by=by)


def a_year(since=-1, until=0):
    return Period(in_days(since), in_days(until))


def written(by, period=None):
    """Return a statement that `by` has written about every section."""
    made = statements.begin(period or a_year(), by=by)
    statements.write(made, words=WORDS, version=made.version, by=by)
    made.refresh_from_db()
    return made
