import pytest
from django.db import DatabaseError, connection, transaction

from saltmarsh.casework.exits.models import Review
from saltmarsh.foundation.keyring import actions as keyring
from tests.casework.exits.closed import closed
from tests.casework.triage.desk import make_officer


@pytest.fixture
def officer():
    return make_officer()


def delete(task):
    """Delete a review as the service's role does, past the code of the service."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM exits_review WHERE id = %s", [task.pk])


def test_the_services_role_removes_no_review_held_or_not(officer):
    due, held = closed(officer).reviews.order_by("months")
    held.state, held.done_at, held.done_by = "explained", held.created_at, officer.user
    held.reasons = "They moved away."
    held.save()

    for task in (due, held):
        with pytest.raises(DatabaseError, match="goes with its case alone"):
            delete(task)
    assert Review.objects.count() == 2


def test_it_goes_once_its_case_was_disposed_of(officer):
    task = closed(officer).reviews.get(months=6)
    keyring.erase(officer.partnership, file_id=task.case_id, by=officer.user_id)

    delete(task)

    assert not Review.objects.filter(pk=task.pk).exists()


def test_a_review_is_not_moved_away(officer):
    task = closed(officer).reviews.get(months=6)
    task.months = 24

    with pytest.raises(DatabaseError), transaction.atomic():
        task.save()
