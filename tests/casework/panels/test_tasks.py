from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases import sight
from saltmarsh.casework.panels import queries, tasks
from saltmarsh.casework.panels.rules import Task
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.refusals import Refused
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import in_days, make_officer
from tests.factories.foundation import MembershipFactory


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def owner(officer):
    return MembershipFactory(partnership=officer.partnership, role=Role.PANEL_MEMBER)


def give(officer, owner, *, days=7, **values):
    task = Task(
        **{"text": "Ring the school.", "agency": "Health trust"} | values,
        due_on=in_days(days),
    )
    day = timezone.localdate()
    return tasks.give(listed(officer), task=task, owner=owner, given_on=day, by=officer)


def told(kind):
    return [each.member for each in Notice.objects.waiting().filter(kind=kind)]


def test_an_action_has_one_owner_an_agency_and_a_day_and_its_owner_is_told(
    officer, owner
):
    made = give(officer, owner)

    assert (made.owner, made.agency, made.due_on) == (owner, "Health trust", in_days(7))
    assert told(queries.YOURS) == [owner]
    assert b"school" not in bytes(made.sealed_text)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": " "}, "what is to be done"),
        ({"agency": " "}, "agency"),
        ({"days": -1}, "today or in the future"),
    ],
)
def test_an_action_that_lacks_something_is_not_given(officer, owner, values, said):
    with pytest.raises(Refused, match=said):
        give(officer, owner, **values)


def test_nobody_who_left_or_has_an_interest_gets_an_action(officer, owner):
    action = give(officer, owner)
    sight.declare(action.case, member=owner, reason="A cousin.", by=officer)
    task = Task("Ring.", "Health trust", in_days(1))
    kept = {"task": task, "given_on": timezone.localdate(), "by": officer}
    with pytest.raises(Refused, match="interest"):
        tasks.give(action.case, owner=owner, **kept)
    gone = MembershipFactory(partnership=officer.partnership, left_at=timezone.now())

    with pytest.raises(Refused, match="left"):
        tasks.give(action.case, owner=gone, **kept)


def test_an_action_is_done_once_with_a_note(officer, owner):
    action = give(officer, owner)
    with pytest.raises(Refused, match="what was done"):
        tasks.finish(action, note=" ", by=owner)

    tasks.finish(action, note="They answered.", by=owner)

    action.refresh_from_db()
    assert (action.note, action.done_by) == ("They answered.", owner.user)
    assert action.done_at > timezone.now() - timedelta(minutes=5)
    assert told(queries.YOURS) == []
    with pytest.raises(Refused, match="already"):
        tasks.finish(action, note="Again.", by=owner)


def test_an_action_passes_to_somebody_else_who_is_told(officer, owner):
    action = give(officer, owner)
    other = MembershipFactory(partnership=officer.partnership, role=Role.PANEL_MEMBER)
    assert queries.barriers_to_going(owner)
    with pytest.raises(Refused, match="agency"):
        tasks.pass_on(action, owner=other, agency=" ", by=officer)

    tasks.pass_on(action, owner=other, agency="College", by=officer)

    action.refresh_from_db()
    assert (action.owner, action.agency) == (other, "College")
    assert told(queries.YOURS) == [other]
    assert not queries.barriers_to_going(owner)
