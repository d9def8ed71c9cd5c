from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from saltmarsh.casework.identities import rebuilding
from saltmarsh.casework.referrals import retelling
from saltmarsh.foundation.partnerships.models import Partnership


class Command(BaseCommand):
    help = (
        "Make the blind index of each partnership anew, beside the one in use: after"
        " a new partnership key, or when a release says so. Cut off, it goes on where"
        " it stopped"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", metavar="NAME", help="only this one")
        parser.add_argument("--batch", type=int, default=500)

    def handle(self, *args: Any, **options: Any) -> None:
        every = Partnership.objects.order_by("name")
        if options["partnership"]:
            every = every.filter(name=options["partnership"])
        for partnership in every:
            told = retelling.tell_again(partnership, batch=options["batch"])
            self.stdout.write(
                f"{partnership}: {told} referrals told before identities were kept"
            )
            for one in rebuilding.rebuild(partnership, batch=options["batch"]):
                self.stdout.write(f"{partnership}: {one.done} of {one.of} identities")
            if told:
                self.stdout.write("Then look for earlier ones: ./saltmarsh look-again")
