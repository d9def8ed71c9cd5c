from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saltmarsh.casework.assurance import figures, statements
from saltmarsh.casework.assurance.lifecycle import State
from saltmarsh.casework.assurance.models import Statement
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.assurance.drawn import WORDS, a_year, written
from tests.casework.cases.room import make_case
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def manager():
    return make_officer(role="manager")


@pytest.fixture
def chair(manager):
    return make_colleague(manager, role="panel_chair")


@pytest.fixture
def tomorrow():
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        yield


def confirm(statement, by):
    statement.refresh_from_db()
    statements.confirm(statement, version=statement.version, by=by)
    statement.refresh_from_db()


def test_there_is_one_statement_about_a_time(manager):
    statements.begin(a_year(), by=manager)

    with pytest.raises(Refused):
        statements.begin(a_year(), by=manager)
    with pytest.raises(Refused):
        statements.begin(a_year(1, 9), by=manager)
    with pytest.raises(Refused):
        statements.begin(a_year(0, -1), by=manager)
    assert Statement.objects.count() == 1


def test_who_begins_a_year_waits_for_whoever_begins_one_at_the_same_time(manager):
    with CaptureQueriesContext(connection) as asked:
        statements.begin(a_year(), by=manager)

    queries = [each["sql"] for each in asked.captured_queries]
    held = [number for number, sql in enumerate(queries) if "FOR UPDATE" in sql]
    looked = [number for number, sql in enumerate(queries) if '"until" =' in sql]
    assert held[0] < looked[0]


def test_nobody_overwrites_what_they_have_not_seen(manager, chair):
    made = written(manager)

    with pytest.raises(Refused):
        statements.write(made, words={}, version=made.version - 1, by=chair)

    made.refresh_from_db()
    assert made.words == WORDS
    assert made.written_by == manager.user


def test_another_person_confirms_it_and_its_figures_stay(manager, chair, tomorrow):
    made = written(manager, a_year(-2, -1))

    confirm(made, chair)

    assert made.state == State.CONFIRMED
    assert made.confirmed_by == chair.user
    assert made.figures.keys() == figures.FIGURES.keys()
    name = "statement.confirmed"
    assert Event.objects.get(name=name).by == chair.user_id


def test_figures_are_those_of_who_confirms_at_that_moment(manager, chair):
    make_case(manager)
    made = written(manager, a_year(-1, 0))

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        confirm(made, chair)

    assert made.figures["referred"] == 1


@pytest.mark.parametrize("by", ["manager", "chair"])
def test_it_is_not_confirmed_by_its_writer_nor_before_its_year_is_over(
    manager, chair, by
):
    made = written(manager, a_year(-1, 0 if by == "chair" else -1))
    who = {"manager": manager, "chair": chair}[by]

    with pytest.raises(Refused):
        confirm(made, who)

    made.refresh_from_db()
    assert made.state == State.DRAFT


def test_a_confirmed_statement_stays_and_is_added_to(manager, chair, tomorrow):
    made = written(manager, a_year(-2, -1))
    with pytest.raises(Refused):
        statements.add(made, text="Too early.", by=manager)
    confirm(made, chair)

    with pytest.raises(Refused):
        statements.write(made, words={}, version=made.version, by=manager)
    with pytest.raises(MoveNotAllowed):
        confirm(made, chair)
    statements.add(made, text="Figure three was counted twice.", by=chair)

    assert made.addenda.get().text == "Figure three was counted twice."
    with pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.filter(pk=made.pk).update(version=99)
