import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from saltmarsh.cli import match_stdio


class Command(BaseCommand):
    help = "Answer the benchmark of matching: JSON lines in, JSON lines out"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--profile", choices=["benchmark"], required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        for answer in match_stdio.answers(sys.stdin):
            self.stdout.write(answer)
            self.stdout.flush()
