from dataclasses import replace

import pytest

from saltmarsh.casework.people import actions, queries
from saltmarsh.casework.people.lifecycle import Kind
from tests.casework.people.facts import NAME, SCHOOL
from tests.casework.triage.desk import arrived, make_officer


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


def texts(known, kind):
    return [one.text for one in known[kind]]


def test_what_was_told_comes_first_then_what_became_known(officer):
    referral, other = arrived(officer), arrived(officer)
    actions.add(referral, learnt=NAME, by=officer.user)
    actions.add(other, learnt=SCHOOL, by=officer.user)

    known = queries.known([referral, other])

    assert texts(known, Kind.NAME) == [
        "Robin Example",
        "Robyn Exemplar",
        "Robin Example",
    ]
    assert texts(known, Kind.SCHOOL) == ["Mill School"]
    assert known[Kind.SCHOOL][0].referral == other
    assert texts(queries.known([referral]), Kind.SCHOOL) == []
    assert not any(queries.known([]).values())


def test_a_corrected_fact_is_shown_and_no_longer_found_by(officer):
    referral = arrived(officer)
    first = actions.add(referral, learnt=SCHOOL, by=officer.user)
    right = replace(SCHOOL, value={"text": "Hill School"})
    actions.correct(first, learnt=right, why="Misheard.", by=officer.user)

    known = queries.known([referral])[Kind.SCHOOL]

    assert [(one.text, one.is_corrected) for one in known] == [
        ("Mill School", True),
        ("Hill School", False),
    ]
    assert queries.identity(referral).schools == ("Hill School",)
    assert str(queries.as_told(referral).names[0]) == "Robin Example"
