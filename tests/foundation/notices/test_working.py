from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from saltmarsh.foundation.accounts.models import Team
from saltmarsh.foundation.notices import working
from tests.committed import apart
from tests.factories.foundation import PartnershipFactory


class Undo(Exception):
    """Rolls a transaction back."""


@pytest.fixture
def tasks():
    """Let a test make jobs of its own."""
    before = dict(app.tasks)
    yield
    app.tasks.clear()
    app.tasks.update(before)


def test_a_job_of_a_rolled_back_action_does_not_exist(partnership):
    with transaction.atomic():
        working.later("notices.empty", partnership.pk)
        transaction.set_rollback(True)

    assert not ProcrastinateJob.objects.exists()


def test_a_job_is_queued_with_keys_alone(partnership):
    working.later("notices.send", partnership.pk, email=partnership.pk)

    [job] = ProcrastinateJob.objects.all()
    assert job.args == {
        "partnership": str(partnership.pk),
        "email": str(partnership.pk),
    }


def test_a_job_that_waits_is_not_queued_twice(partnership):
    working.once("notices.empty", partnership.pk)
    working.once("notices.empty", partnership.pk)

    assert ProcrastinateJob.objects.count() == 1


def test_a_job_in_steps_does_each_in_its_partnership_and_in_a_transaction(tasks):
    seen = []

    @working.job_in_steps("tests.walk")
    def walk(partnership):
        for _ in range(2):
            seen.append(list(Team.objects.values_list("name", flat=True)))
            assert connection.in_atomic_block
            yield

    def scene():
        with transaction.atomic():
            here = PartnershipFactory()
        walk(partnership=str(here.pk))

    apart(scene)
    assert len(seen) == 2


def test_the_worker_does_a_job_inside_its_partnership(tasks):
    seen = []

    @working.job("tests.look")
    def look(partnership):
        seen.append(list(Team.objects.values_list("name", flat=True)))

    def scene():
        with transaction.atomic():
            here = PartnershipFactory()
            Team.objects.create(partnership=here, name="Here")
        with transaction.atomic():
            other = PartnershipFactory()
            Team.objects.create(partnership=other, name="There")
        working.later("tests.look", here.pk)
        working.worker().run_worker(wait=False)

    apart(scene)
    assert seen == [["Here"]]


def test_what_a_failed_job_deferred_does_not_exist(tasks):
    waiting = []

    @working.job("tests.fail")
    def fail(partnership):
        working.later("notices.empty", partnership.pk)
        raise Undo

    def scene():
        with transaction.atomic():
            here = PartnershipFactory()
            working.later("tests.fail", here.pk)
        working.worker().run_worker(wait=False)
        # The clock has jobs of its own done meanwhile.
        mine = ProcrastinateJob.objects.filter(
            task_name__in=["tests.fail", "notices.empty"]
        )
        waiting.extend(mine.values_list("task_name", "status", "attempts"))

    apart(scene)
    assert waiting == [("tests.fail", "todo", 1)]


@pytest.mark.parametrize(("silent", "then"), [(10, "todo"), (0, "doing")])
def test_a_job_is_done_again_once_its_worker_has_died(silent, then):
    found = []

    def scene():
        with transaction.atomic():
            working.later("notices.empty", PartnershipFactory().pk)
        beat(timezone.now() - timedelta(minutes=silent))
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'doing',"
                " worker_id = (SELECT max(id) FROM procrastinate_workers)"
            )
        working.resume_stalled(0)
        found.append(ProcrastinateJob.objects.get().status)

    apart(scene)
    assert found == [then]


def test_nothing_works_while_there_is_no_worker():
    assert not working.is_working(timezone.now())


def test_a_worker_with_a_heartbeat_works():
    beat(timezone.now())

    assert working.is_working(timezone.now())


def test_a_job_that_waits_for_minutes_is_not_worked_on(partnership):
    beat(timezone.now())
    working.later("notices.empty", partnership.pk)
    later = timezone.now() + timedelta(minutes=10)
    beat(later)

    assert working.is_working(timezone.now())
    assert not working.is_working(later)


def test_a_job_for_later_that_is_overdue_is_not_worked_on(partnership):
    working.later("notices.empty", partnership.pk, wait=60)
    later = timezone.now() + timedelta(minutes=10)
    beat(later)

    assert not working.is_working(later)


def beat(moment):
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {ProcrastinateWorker._meta.db_table} (last_heartbeat)"  # noqa: S608
            " VALUES (%s)",
            [moment],
        )
