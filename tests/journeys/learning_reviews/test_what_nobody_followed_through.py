"""What was agreed was not followed through, and requests were left without an answer.

Source: domain reference 6.14, and 6.3 for requests.
"""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from saltmarsh.access.permissions import Role
from saltmarsh.casework.exits import actions as exits
from saltmarsh.casework.panels import tasks
from saltmarsh.casework.panels.rules import Task
from saltmarsh.foundation.refusals import Refused
from tests.casework.exits.closed import closing, supported
from tests.casework.gathering.asked import make_request
from tests.journeys.learning_reviews.course import days

BEGINS = date(2019, 12, 9)
DUE = date(2019, 12, 16)


@pytest.fixture
def officer(course):
    return course.somebody()


@pytest.fixture
def chair(course):
    return course.somebody(Role.PANEL_CHAIR)


@pytest.fixture
def manager(course):
    return course.somebody(Role.MANAGER)


def test_an_action_that_is_not_done_rings_for_its_owner_then_for_the_chair(
    course, officer, chair
):
    owner = course.somebody(Role.PANEL_MEMBER)
    task = Task("Ring the school.", "Health trust", DUE)
    tasks.give(supported(officer), task=task, owner=owner, given_on=BEGINS, by=officer)

    hands = course.go_on(until=DUE + timedelta(days=14))

    assert days(hands, "action.overdue", owner)[0] > DUE
    assert days(hands, "action.escalated", chair)[0] > DUE + timedelta(days=1)


def test_a_partner_who_does_not_answer_is_reminded_and_the_lead_hears(
    course, officer, manager
):
    asked = make_request(officer, case=supported(officer), due_on=DUE)

    hands = course.go_on(until=DUE + timedelta(days=14))

    asked.refresh_from_db()
    assert asked.chased
    told = [hand for hand in hands if hand.on > DUE and hand.to == officer]
    assert told
    assert [hand for hand in hands if hand.to == manager][-1].on > told[0].on


def test_no_case_is_closed_over_what_is_open(officer):
    case = supported(officer)
    make_request(officer, case=case, due_on=DUE)

    with pytest.raises(Refused, match="open"):
        exits.close(case, closing=closing(), by=officer)


def test_an_action_has_one_person_and_one_agency_and_never_none(course, officer):
    owner = course.somebody(Role.PANEL_MEMBER)
    task = Task("Ring the school.", "Health trust", DUE)
    case = supported(officer)
    tasks.give(case, task=task, owner=owner, given_on=BEGINS, by=officer)

    for nobody in ({"owner": None}, {"agency": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            case.panel_actions.update(**nobody)


def test_no_figure_stands_in_for_judgement():
    """Nothing that is kept about a person or a case is a score."""
    kept = {
        field.name
        for model in apps.get_models()
        if model.__module__.startswith("saltmarsh.casework.")
        for field in model._meta.get_fields()
    }

    assert not [name for name in kept if "score" in name or "risk" in name]
