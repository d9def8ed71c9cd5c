from typing import Any

from django.core.management.base import BaseCommand

from saltmarsh.cli import texts


class Command(BaseCommand):
    help = "Gather every text for translation, and compile what is translated"

    def handle(self, *args: Any, **options: Any) -> None:
        page = texts.written(texts.renew())
        texts.catalogue().write_bytes(page)
        held = texts.kept()
        texts.catalogue().with_suffix(".mo").write_bytes(texts.compiled(held))
        done = [message for message in held if message.id and any(message.string or "")]
        self.stdout.write(f"{len(done)} of {len(held)} texts are translated")
