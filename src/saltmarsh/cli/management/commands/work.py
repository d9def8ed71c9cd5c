from typing import Any

from django.core.management.base import BaseCommand

from saltmarsh.cli import schedule
from saltmarsh.foundation.notices import working


class Command(BaseCommand):
    help = "Do the jobs that wait, and what the schedule says, until told to stop"

    def handle(self, *args: Any, **options: Any) -> None:
        schedule.begin()
        working.worker().run_worker(
            concurrency=4,
            delete_jobs="successful",
            # A job that a stop cuts off is done again: each is one transaction.
            shutdown_graceful_timeout=8,
            stalled_worker_timeout=60,
        )
