"""Jobs: what is done after the answer, by the worker.

A job is deferred inside the action's transaction, so that a job of a rolled-back
action does not exist. Its arguments are keys, never words: the queue is no place
for what somebody typed.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from asgiref.sync import async_to_sync
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinateWorker,
)
from procrastinate.exceptions import AlreadyEnqueued

from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.writing import insert_rows

Work = Callable[..., None]
END = object()
# A worker that was silent for so long is dead; a job that waits so long is stuck.
STALLED_SECONDS, WAIT_MINUTES = 60, 5
# Seconds to wait after each failure: 3, 9, 27 … 6,561, about three hours in all.
RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)


def job(name: str) -> Callable[[Work], Any]:
    """Make `work(partnership, **keys)` a job named `name`, "routing.ring".

    It runs in one transaction that sees the partnership and nothing else, and is
    tried again when it fails.
    """

    def register(work: Work) -> Any:
        def run(partnership: str, **keys: str) -> None:
            keyring.forget()
            with transaction.atomic():
                owner = Partnership.objects.get(pk=partnership)
                partnerships.enter(owner)
                work(owner, **keys)

        run.__doc__ = work.__doc__
        return app.task(name=name, retry=RETRY)(run)

    return register


def job_in_steps(name: str) -> Callable[[Callable[..., Iterator[None]]], Any]:
    """Make `work(partnership, **keys)`, which yields after each step, a job: each step
    is a transaction of its own, so that others see how far it is.

    It is begun anew when a step fails.
    """

    def register(work: Callable[..., Iterator[None]]) -> Any:
        def run(partnership: str, **keys: str) -> None:
            steps: Iterator[None] | None = None
            is_going_on = True
            while is_going_on:
                keyring.forget()
                with transaction.atomic():
                    owner = Partnership.objects.get(pk=partnership)
                    partnerships.enter(owner)
                    steps = steps or work(owner, **keys)
                    is_going_on = next(steps, END) is not END

        run.__doc__ = work.__doc__
        return app.task(name=name, retry=RETRY)(run)

    return register


def later(
    name: str, partnership_id: uuid.UUID, *, wait: int = 0, **keys: uuid.UUID | str
) -> None:
    """Let the worker do the job `name` once this transaction is committed, and not
    before `wait` seconds have passed.
    """
    task = app.tasks[name]
    keys["partnership"] = partnership_id
    job = {
        "task_name": name,
        "queue_name": task.queue,
        "priority": task.priority,
        "args": {key: str(value) for key, value in keys.items()},
        "scheduled_at": timezone.now() + timedelta(seconds=wait) if wait else None,
        "status": "todo",
        "attempts": 0,
        "abort_requested": False,
    }
    insert_rows(ProcrastinateJob, job)


def once(name: str, partnership_id: uuid.UUID, **keys: uuid.UUID) -> None:
    """Let the worker do the job `name`, unless it is waiting to be done already."""
    lock = ":".join(map(str, [name, partnership_id, *keys.values()]))
    task = app.configure_task(name, queueing_lock=lock)
    given = {key: str(value) for key, value in keys.items()}
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.defer(partnership=str(partnership_id), **given)


def everywhere(name: str, *, cron: str) -> None:
    """Let the worker do the job `name` for every partnership, as often as `cron` says."""

    def begin(timestamp: int) -> None:
        for key in Partnership.objects.values_list("pk", flat=True):
            once(name, key)

    by_the_clock(f"everywhere.{name}", begin, cron=cron)


def by_the_clock(name: str, work: Callable[[int], None], *, cron: str) -> None:
    """Let the worker do `work` as often as `cron` says, in no partnership."""
    app.periodic(cron=cron)(app.task(name=name)(work))


def worker() -> DjangoApp:
    """Return the app as the worker runs it: it listens on connections of its own,
    while what a job defers still joins that job's transaction.
    """
    beside = DjangoApp(connector=app.connector.get_worker_connector())  # type: ignore[attr-defined]
    beside.tasks = app.tasks
    beside.periodic_registry = app.periodic_registry
    return beside


def resume_stalled(timestamp: int) -> None:
    """Let jobs be done again that a worker began and died over."""
    manager = app.job_manager
    find = async_to_sync(manager.get_stalled_jobs)
    for stalled in find(seconds_since_heartbeat=STALLED_SECONDS):
        async_to_sync(manager.retry_job)(stalled)


def is_working(now: datetime) -> bool:
    """Tell whether a worker is alive, and no job has waited for minutes."""
    alive = ProcrastinateWorker.objects.filter(
        last_heartbeat__gt=now - timedelta(seconds=STALLED_SECONDS)
    )
    return alive.exists() and not has_waited(now - timedelta(minutes=WAIT_MINUTES))


def has_waited(limit: datetime) -> bool:
    """Tell whether a job that could have been begun since `limit` was not.

    A job without a schedule was queued when its first event says.
    """
    todo = ProcrastinateJob.objects.filter(status="todo")
    queued = ProcrastinateEvent.objects.filter(type="deferred", at__lte=limit)
    return (
        todo.filter(scheduled_at__lte=limit).exists()
        or todo.filter(scheduled_at=None, procrastinateevent__in=queued).exists()
    )
