"""A referral was closed too early, and too much weight was laid on there being no
ideology.

Source: domain reference 6.3 and 6.5.
"""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from saltmarsh.casework.closing import actions as closing
from saltmarsh.casework.closing.actions import Feedback
from saltmarsh.casework.closing.rules import HEADINGS, Closure
from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage.models import Decision
from saltmarsh.casework.triage.queries import Why
from saltmarsh.foundation.refusals import Refused
from tests.casework.triage.desk import WHY, acknowledged, decider, in_days
from tests.factories.casework import NAMED
from tests.journeys.learning_reviews.course import browser_of
from tests.web.desk.pages import address

BEGINS = date(2019, 12, 5)
NO_IDEOLOGY = {"susceptibility": "No ideology was found."}
FULL = dict.fromkeys(HEADINGS, "Looked at, and nothing was found.")
SERVICE = {"name": "Youth mentoring", "contact": "01632 960 010", "way": "referred"}


@pytest.fixture
def officer(course):
    return course.somebody()


@pytest.fixture
def referral(course, officer):
    made = acknowledged(officer, told=NAMED)
    told = Feedback("told", "Thank you for telling us.", "finished")
    closing.give_feedback(made, feedback=told, reason="", by=decider(officer))
    return made


def close(referral, officer, reasons, **more):
    closure = Closure(reasons, **more)
    return closing.close(referral, closure=closure, why=WHY, by=decider(officer))


def test_no_ideology_is_no_reason_by_itself(referral, officer):
    with pytest.raises(Refused) as refused:
        close(referral, officer, NO_IDEOLOGY)

    assert len(refused.value.args) == len(HEADINGS) - 1
    page = browser_of(officer).get(address("close", referral)).text
    assert all(str(heading) in page for heading in HEADINGS.values())


def test_a_service_that_has_not_answered_keeps_it_open_and_rings(
    course, referral, officer
):
    triage.refer_on(
        referral, service=SERVICE, chase_on=in_days(6), why=WHY, by=decider(officer)
    )

    with pytest.raises(Refused, match="has not answered"):
        close(referral, officer, FULL)
    hands = course.go_on(until=date(2019, 12, 13))

    assert [(hand.kind, hand.to) for hand in hands if hand.on > BEGINS] == [
        ("referral.overdue", officer.team)
    ]


def test_a_decision_without_its_reasons_is_not_taken(referral, officer):
    silent = Why(reasons=" ", options="")

    with pytest.raises(Refused, match="reason"):
        triage.decide_section_36(
            referral, code="not_met", why=silent, by=decider(officer)
        )

    assert not referral.decisions.filter(kind="section_36").exists()


def test_a_decision_is_never_written_over(referral, officer):
    decision = triage.decide_section_36(
        referral, code="not_met", why=WHY, by=decider(officer)
    )

    with pytest.raises(ProgrammingError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(code="met")
