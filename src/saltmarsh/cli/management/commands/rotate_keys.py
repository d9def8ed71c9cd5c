from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from saltmarsh.foundation.accounts import factors
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.keyring import roots
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership


class Command(BaseCommand):
    help = "Wrap all keys again under the newest root key, without touching content"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--new-root", action="store_true", help="make one first")
        parser.add_argument(
            "--partnership-keys",
            action="store_true",
            help="begin a new key for each partnership too",
        )
        parser.add_argument("--batch", type=int, default=500)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new_root"]:
            self.stdout.write(f"Wrote {roots.make(settings.KEYS)}")
            roots.provider.cache_clear()
        for partnership in Partnership.objects.order_by("name"):
            with transaction.atomic():
                partnerships.enter(partnership)
                changed = keyring.rewrap_partnership(partnership)
                if options["partnership_keys"]:
                    keyring.begin(partnership)
            self.stdout.write(f"{partnership}: {changed} keys under the newest root")
            for done in keyring.in_batches(partnership, batch=options["batch"]):
                self.stdout.write(f"{partnership}: {done} record keys")
        changed = factors.rewrap(root=roots.provider().current())
        self.stdout.write(f"Second factors: {changed}")
