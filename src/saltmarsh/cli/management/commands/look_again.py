from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from saltmarsh.casework.likenesses import looking
from saltmarsh.foundation.partnerships.models import Partnership


class Command(BaseCommand):
    help = (
        "Look for earlier referrals about the same person, for each referral that came"
        " before this was done. Run it after rebuild-index. Cut off, it goes on where it"
        " stopped"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", metavar="NAME", help="only this one")
        parser.add_argument("--batch", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        every = Partnership.objects.order_by("name")
        if options["partnership"]:
            every = every.filter(name=options["partnership"])
        for partnership in every:
            self.look(partnership, options["batch"])

    def look(self, partnership: Partnership, batch: int) -> None:
        if not looking.is_ready(partnership):
            raise CommandError(f"{partnership}: run rebuild-index first, to its end")
        for one in looking.look_again(partnership, batch=batch):
            self.stdout.write(
                f"{partnership}: {one.done} of {one.of} referrals,"
                f" {one.raised} to decide about"
            )
