from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from saltmarsh.cli.partnerships import the_partnership
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.refusals import Refused


class Command(BaseCommand):
    help = "Let a partnership answer at another host name too"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("host")
        parser.add_argument("--partnership", default="", help="its name")
        parser.add_argument(
            "--first", action="store_true", help="use it in the links of e-mails"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found, host = the_partnership(options["partnership"]), options["host"].lower()
        try:
            partnerships.add_host(found, host=host, is_first=options["first"])
        except Refused as refusal:
            raise CommandError("; ".join(refusal.args)) from refusal
        self.stdout.write(f"{found} answers at {', '.join(found.hosts)}.")
        self.stdout.write(f"Links in e-mails lead to {found.hosts[0]}.")
