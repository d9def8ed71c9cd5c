from django.utils import timezone

from saltmarsh.casework.opening import queries
from tests.casework.cases.room import make_case, met
from tests.casework.triage.desk import acknowledged, make_officer


def test_what_waits_for_a_case_is_listed_until_it_has_one():
    officer = make_officer()
    first, second = met(officer), met(officer)
    acknowledged(officer)
    make_case(officer, second)

    assert queries.waiting(officer, timezone.now()) == [first]
    assert queries.barriers(first) == []
    assert queries.barriers(second) == ["This referral is in a case already"]
    assert queries.waiting(make_officer(officer.partnership), timezone.now()) == []


def test_the_case_of_a_referral_is_that_of_its_person():
    officer = make_officer()
    first, other = met(officer), met(officer)
    case = make_case(officer, first)

    assert queries.case_of(first) == case
    assert queries.case_of(other) is None
