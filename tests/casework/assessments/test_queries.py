"""Written after the decision that it claims to support: domain reference 6.10."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.casework.assessments import actions as assessments
from saltmarsh.casework.assessments import queries
from saltmarsh.casework.panels import actions as panels
from tests.casework.assessments.assessed import again, record
from tests.casework.panels.sat import ADOPTED, decided, listed, sitting
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def test_one_that_was_there_before_the_decision_is_for_it(officer):
    case = listed(officer)
    record(case, officer)
    assert queries.shown(case)[0].decision is None
    chair = make_colleague(officer, role="panel_chair")
    made = panels.decide(case, decided=ADOPTED, sitting=sitting(), by=chair)

    [shown] = queries.shown(case)

    assert shown.decision == made
    assert not shown.is_afterwards


def test_one_that_names_a_decision_already_made_came_afterwards(officer):
    case = decided(officer)
    record(case, officer, decision=case.panel_decisions.get())

    [shown] = queries.shown(case)

    assert shown.is_afterwards


def test_one_that_came_between_the_meeting_and_its_record_came_afterwards(officer):
    case = listed(officer)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        record(case, officer)
        chair = make_colleague(officer, role="panel_chair")
        met_on = timezone.localdate() - timedelta(days=2)
        panels.decide(case, decided=ADOPTED, sitting=sitting(on=met_on), by=chair)

    assert queries.shown(case)[0].is_afterwards


def test_the_newest_is_first_with_its_needs_and_what_was_added(officer):
    case = decided(officer)
    first = record(case, officer)
    assessments.add(first, text="The school rang.", by=officer)
    assert not queries.is_first(case)
    second = record(case, officer, words=again(), needs=())

    newest, oldest = queries.shown(case)

    assert (newest.assessment, newest.needs) == (second, [])
    assert oldest.addenda[0].text == "The school rang."
    assert len(oldest.needs) == 2
