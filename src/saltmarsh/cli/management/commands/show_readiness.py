from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.module_loading import import_string

from saltmarsh.casework.routing import queries as routing
from saltmarsh.cli import backups
from saltmarsh.foundation.documents import scanning
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

NO_SCANNER = "None answers at %s: documents are held back until one does"


class Command(BaseCommand):
    help = (
        "Say why the service would not start, whether a role can back it up, and what"
        " each partnership still needs"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        reasons = import_string(settings.REFUSALS)()
        self.tell("The service", reasons, well="starts")
        roles = backups.candidates()
        able = ", ".join(backups.able(roles))
        well = f"{able} can read every table"
        self.tell("Backups", backups.barriers(roles), well=well)
        away = [] if scanning.is_there() else [NO_SCANNER % settings.CLAMD]
        self.tell("Virus scanner", away, well="answers")
        for partnership in Partnership.objects.order_by("name"):
            with transaction.atomic():
                partnerships.enter(partnership)
                barriers = routing.barriers_to_publishing(partnership)
            self.tell(str(partnership), barriers, well="can take referrals")
        if reasons:
            raise SystemExit(1)

    def tell(self, whom: str, reasons: list[str], *, well: str) -> None:
        self.stdout.write(f"{whom}: {'not yet' if reasons else well}")
        for reason in reasons:
            self.stdout.write(f"  - {reason}")
