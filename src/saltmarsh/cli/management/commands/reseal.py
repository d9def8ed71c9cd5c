from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from saltmarsh.foundation.keyring import resealing
from saltmarsh.foundation.partnerships.models import Partnership


class Command(BaseCommand):
    help = (
        "Seal all content again under new record keys. Run it again after an hour: then"
        " the old keys are destroyed"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", type=datetime.fromisoformat, metavar="MOMENT")
        parser.add_argument("--batch", type=int, default=50)
        parser.add_argument(
            "--retire", action="store_true", help="only destroy old keys"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        since = options["since"] or timezone.now()
        self.stdout.write(f"If this is cut off: reseal --since {since.isoformat()}")
        for partnership in Partnership.objects.order_by("name"):
            if not options["retire"]:
                self.reseal(partnership, since, options["batch"])
            self.retire(partnership, options["batch"])

    def reseal(self, partnership: Partnership, since: datetime, batch: int) -> None:
        done = 0
        while found := resealing.reseal(partnership, since=since, batch=batch):
            done += found
            self.stdout.write(f"{partnership}: {done} files sealed again")

    def retire(self, partnership: Partnership, batch: int) -> None:
        done, now = 0, timezone.now()
        while found := resealing.retire(partnership, now=now, batch=batch):
            done += found
            self.stdout.write(f"{partnership}: {done} old keys destroyed")
