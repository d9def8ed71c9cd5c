import os
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError

from saltmarsh.cli.examples import (
    example_casework,
    example_people,
    example_transfers,
)


class Command(BaseCommand):
    help = "Make the demo’s partnerships, accounts and referrals; twice is as once"

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("DEMO_PASSWORD")
        if not settings.DEMO or not password:
            raise CommandError("Example data is for the demo, with its DEMO_PASSWORD")
        # Slow on purpose, so once for all.
        hashed = make_password(password)
        made, are_new = [], []
        for number, plan in enumerate(example_people.PLANS["partnerships"]):
            partnership, is_new = example_people.partnership(plan, hashed)
            made.append(partnership)
            are_new.append(is_new)
            if is_new and number == 0:
                example_casework.fill(partnership)
            self.stdout.write(f"{partnership.name}: {', '.join(partnership.hosts)}")
        if all(are_new):
            example_transfers.fill(made[0], made[1])
