"""Jobs: what is done after the answer, by the worker.

A job is deferred inside the action's transaction, so that a job of a rolled-back
action does not exist. Its arguments are keys, never words: the queue is no place
for what somebody typed.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

Work = Callable[..., None]
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


def later(
    name: str, partnership_id: uuid.UUID, *, wait: int = 0, **keys: uuid.UUID
) -> None:
    """Let the worker do the job `name` once this transaction is committed, and not
    before `wait` seconds have passed.
    """
    task = app.configure_task(name, schedule_in={"seconds": wait} if wait else None)
    arguments = {key: str(value) for key, value in keys.items()}
    task.defer(partnership=str(partnership_id), **arguments)


def once(name: str, partnership_id: uuid.UUID) -> None:
    """Let the worker do the job `name`, unless it is waiting to be done already."""
    lock = f"{name}:{partnership_id}"
    with transaction.atomic():
        waiting = app.job_manager.list_jobs(queueing_lock=lock, status="todo")
        if not list(waiting):
            task = app.configure_task(name, queueing_lock=lock)
            task.defer(partnership=str(partnership_id))
