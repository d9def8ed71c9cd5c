from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.cases import jobs, sight
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Sight
from saltmarsh.foundation.refusals import Refused
from tests.casework.cases.room import make_case
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def restricted(case, *members, by, days=1):
    until = timezone.now() + timedelta(days=days)
    given = Sight(members, until, "A relative works here.")
    sight.restrict(case, sight=given, version=None, by=by)


def seen_by(member):
    return list(Case.objects.seen_by(member, timezone.now()))


def test_only_the_lead_and_those_named_see_it_until_it_is_lifted(officer):
    named, other = make_colleague(officer), make_colleague(officer)
    case = make_case(officer)

    restricted(case, named, by=officer)

    assert seen_by(officer) == seen_by(named) == [case]
    assert seen_by(other) == []
    assert b"relative" not in bytes(case.grants.get().sealed_reason)
    sight.lift(case, by=officer.user_id)
    assert seen_by(other) == [case]


def test_a_restriction_names_somebody_and_ends(officer):
    case = make_case(officer)

    with pytest.raises(Refused) as refusal:
        restricted(case, by=officer, days=-1)

    assert len(refusal.value.args) == 2


def test_what_has_run_out_is_lifted_by_itself(officer):
    named = make_colleague(officer)
    case, other = make_case(officer), make_case(officer)
    restricted(case, named, by=officer)
    restricted(other, named, by=officer)
    case.grants.update(until=timezone.now())

    jobs.lift_expired(str(officer.partnership_id))

    assert sight.lift_expired(officer.partnership) == 0

    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.is_restricted, other.is_restricted) == (False, True)
