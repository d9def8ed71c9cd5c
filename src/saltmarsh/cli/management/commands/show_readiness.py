from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils.module_loading import import_string

from saltmarsh.casework.routing import queries as routing
from saltmarsh.cli import backups
from saltmarsh.foundation.documents import keeping, scanning
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

NO_SCANNER = "None answers at %s: documents are held back until one does"


NO_STORE = "%s does not answer: none can be added or opened until it does"
NO_DATABASE = (
    "The database that DATABASE_URL names is not ready (%s). Start it, and run"
    " ./saltmarsh migrate"
)


def where_kept() -> str:
    """Return where documents are kept, without a secret."""
    if bucket := settings.DOCUMENTS_S3["bucket"]:
        return f"the bucket {bucket}"
    return str(settings.DOCUMENTS)


class Command(BaseCommand):
    help = (
        "Say why the service would not start, whether a role can back it up, and what"
        " each partnership still needs"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.show()
        except DatabaseError as error:
            # A database that is away, or holds none of the tables, or older ones.
            first = str(error).splitlines()[0] if str(error) else "it does not answer"
            raise CommandError(NO_DATABASE % first) from None

    def show(self) -> None:
        reasons = import_string(settings.REFUSALS)()
        self.tell("The service", reasons, well="starts")
        roles = backups.candidates()
        able = ", ".join(backups.able(roles))
        well = f"{able} can read every table"
        self.tell("Backups", backups.barriers(roles), well=well)
        away = [] if scanning.is_there() else [NO_SCANNER % settings.CLAMD]
        self.tell("Virus scanner", away, well="answers")
        lost = [] if keeping.answers() else [NO_STORE % where_kept()]
        self.tell("Documents", lost, well=f"kept in {where_kept()}")
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
