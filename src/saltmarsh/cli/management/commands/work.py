from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from saltmarsh.cli import schedule
from saltmarsh.foundation.garbage import settle
from saltmarsh.foundation.notices import working


class Command(BaseCommand):
    help = "Do the jobs that wait, and what the schedule says, until told to stop"

    def handle(self, *args: Any, **options: Any) -> None:
        import_string(settings.REFUSE_OR_START)()
        schedule.begin()
        settle()
        working.worker().run_worker(
            concurrency=4,
            fetch_job_polling_interval=1,
            delete_jobs="successful",
            # A job that a stop cuts off is done again: each is one transaction.
            shutdown_graceful_timeout=8,
            stalled_worker_timeout=60,
        )
