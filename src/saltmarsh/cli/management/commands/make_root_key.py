from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from saltmarsh.foundation.keyring import roots


class Command(BaseCommand):
    help = "Write a root key into the keys folder, when it holds none"

    def handle(self, *args: Any, **options: Any) -> None:
        if any(settings.KEYS.glob("root-*.key")):
            self.stdout.write("There is a root key already.")
        else:
            self.stdout.write(
                f"Wrote {roots.make(settings.KEYS, is_demo=settings.DEMO)}"
            )
