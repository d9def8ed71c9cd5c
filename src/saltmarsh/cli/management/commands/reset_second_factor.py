from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from saltmarsh.cli.partnerships import the_partnership
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.partnerships import actions as partnerships


class Command(BaseCommand):
    help = "Take away the second factors of a person who lost them"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--partnership", default="", metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        partnership = the_partnership(options["partnership"])
        with transaction.atomic():
            partnerships.enter(partnership)
            members = partnership.memberships.select_related("user", "partnership")
            member = members.filter(user__email=options["email"].lower()).first()
            if member is None:
                raise CommandError("Nobody has this address in this partnership")
            accounts.reset_factors(member, by=None)
        self.stdout.write("Done: they set up another one when they next sign in.")
