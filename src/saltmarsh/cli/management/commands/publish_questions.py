from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.routing import queries as routing
from saltmarsh.cli.partnerships import the_partnership
from saltmarsh.foundation.partnerships import actions as partnerships


class Command(BaseCommand):
    help = "Publish the questions that come with the product, once somebody receives"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", default="", metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        partnership = the_partnership(options["partnership"])
        with transaction.atomic():
            partnerships.enter(partnership)
            if barriers := routing.barriers_to_publishing(partnership):
                raise CommandError("; ".join(barriers))
            referrals.publish_shipped(partnership, by=None)
        self.stdout.write("The shipped questions are published.")
