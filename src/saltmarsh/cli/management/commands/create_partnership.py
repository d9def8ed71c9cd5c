from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.refusals import Refused

FIRST_TEAM = "Prevent team"


class Command(BaseCommand):
    help = "Add a partnership, with its keys and a first team"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--host", action="append", required=True, dest="hosts")

    def handle(self, *args: Any, **options: Any) -> None:
        name, hosts = options["name"], [host.lower() for host in options["hosts"]]
        try:
            with transaction.atomic():
                made = partnerships.create(name, hosts=hosts, is_demo=settings.DEMO)
                keyring.begin(made)
                accounts.make_team(made, name=FIRST_TEAM, by=None)
        except Refused as refusal:
            raise CommandError("; ".join(refusal.args)) from refusal
        self.stdout.write(f"{made} answers at {', '.join(hosts)}.")
        self.stdout.write("Next: create-account EMAIL --name … --role administrator")
