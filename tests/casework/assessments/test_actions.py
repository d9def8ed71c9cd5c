import pytest
from django.db import DatabaseError, transaction

from saltmarsh.casework.assessments import actions as assessments
from saltmarsh.casework.cases.actions import StaleCase
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from tests.casework.assessments.assessed import NEEDS, again, assessed, record
from tests.casework.cases.room import make_case
from tests.casework.triage.desk import in_days, make_officer


@pytest.fixture
def officer():
    return make_officer()


def test_every_need_is_a_row_of_its_own(officer):
    case = make_case(officer)

    made = record(case, officer, needs=(*NEEDS, "  "))

    assert tuple(need.text for need in case.needs.all()) == NEEDS
    assert made.words["outcome"] == "For the panel"
    assert b"Alone" not in bytes(made.sealed_words)
    event = Event.objects.get(name="case.assessed")
    assert (event.subject_ids, event.by) == ([made.pk, case.pk], officer.user_id)


def test_the_second_says_what_has_changed(officer):
    case = make_case(officer)
    record(case, officer)
    with pytest.raises(Refused, match="what has changed"):
        record(case, officer)
    assert case.assessments.count() == 1

    record(case, officer, words=again())

    assert case.assessments.count() == 2


def test_an_assessment_is_not_made_tomorrow(officer):
    with pytest.raises(Refused, match="in the past"):
        record(make_case(officer), officer, made_on=in_days(1))


def test_who_has_not_seen_the_newest_case_records_nothing(officer):
    case = make_case(officer)
    with pytest.raises(StaleCase):
        assessments.record(case, assessed=assessed(), version=99, by=officer)
    assert not case.assessments.exists()


def test_what_is_added_leaves_the_record_as_it_was(officer):
    made = record(make_case(officer), officer)
    before = dict(made.words)
    with pytest.raises(Refused, match="what you add"):
        assessments.add(made, text=" ", by=officer)

    assessments.add(made, text="The school rang.", by=officer)

    made.refresh_from_db()
    assert made.addenda.get().text == "The school rang."
    assert made.words == before


def test_the_database_lets_nobody_date_it_back(officer):
    made = record(make_case(officer), officer)

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        type(made).objects.filter(pk=made.pk).update(made_on=in_days(-30))
