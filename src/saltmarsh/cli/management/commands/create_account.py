from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from saltmarsh.access.permissions import Role
from saltmarsh.cli.partnerships import the_partnership
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.notices import queries as notices
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.refusals import Refused


class Command(BaseCommand):
    help = "Add an account, and print the link by which its holder sets a password"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", choices=Role.values, required=True)
        parser.add_argument("--partnership", default="", metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        partnership = the_partnership(options["partnership"])
        given = {key: options[key] for key in ("email", "name", "role")}
        try:
            with transaction.atomic():
                partnerships.enter(partnership)
                member = accounts.add_member(partnership, **given, by=None)
                secret = accounts.invite(member, by=None)
        except Refused as refusal:
            raise CommandError("; ".join(refusal.args)) from refusal
        link = notices.link(partnership, "sign_in:choose-password", [secret])
        self.stdout.write(f"Good for seven days, and once:\n{link}")
