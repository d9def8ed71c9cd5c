import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases import sight
from saltmarsh.casework.panels import queries, tasks
from saltmarsh.casework.panels.rules import Task
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import in_days, make_officer
from tests.factories.foundation import MembershipFactory


@pytest.fixture
def officer():
    return make_officer()


def give(case, owner, due_on, by):
    today = timezone.localdate()
    made = tasks.give(
        case, task=Task("Ring.", "Council", today), owner=owner, given_on=today, by=by
    )
    made.due_on = due_on
    made.save()
    return made


def test_the_log_is_filtered_and_shows_what_one_may_see(officer):
    member = MembershipFactory(partnership=officer.partnership, role=Role.PANEL_MEMBER)
    case = listed(officer)
    late = give(case, member, in_days(-1), officer)
    mine = give(case, officer, in_days(3), officer)
    done = give(case, member, in_days(2), officer)
    tasks.finish(done, note="Rang.", by=member)
    now = timezone.now()

    def log(which, by=officer):
        return list(queries.log(by, now, which))

    assert log("open") == log("anything") == [late, mine]
    assert log("overdue") == [late]
    assert log("mine") == [mine]
    assert log("done") == [done]
    assert log("open", by=member) == []


def test_an_owner_sees_their_own_until_they_declare_an_interest(officer):
    member = MembershipFactory(partnership=officer.partnership, role=Role.PANEL_MEMBER)
    action = give(listed(officer), member, in_days(1), officer)
    assert list(queries.owned_by(member)) == [action]

    sight.declare(action.case, member=member, reason="A cousin.", by=officer)

    assert not queries.owned_by(member).exists()
