from typing import Any

from django.core.management.base import BaseCommand

from saltmarsh.cli import grants


class Command(BaseCommand):
    help = "Give the service's database role what it may do; run as the owner"

    def handle(self, *args: Any, **options: Any) -> None:
        grants.grant()
