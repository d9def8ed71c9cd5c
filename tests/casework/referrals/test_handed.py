from django.utils import timezone

from saltmarsh.casework.referrals import handed
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.referrals.handed import Handed
from tests.casework.triage.desk import make_officer
from tests.factories.casework import SHIPPED, TOLD, publish


def taken(version):
    officer = make_officer()
    publish(officer.partnership)
    given = Handed(version, dict(TOLD), {"names": "Robin Example"})
    arrival = Arrival("transfer", timezone.now())
    return handed.take_over(officer, handed=given, arrival=arrival, team=officer.team)


def test_what_was_told_is_kept_where_the_same_questions_are_known():
    assert taken(SHIPPED.version).answers["worry"] == TOLD["worry"]


def test_of_other_questions_only_who_the_person_is_is_kept():
    assert taken("of somebody else").answers == {"names": "Robin Example"}
