"""Run as a process of its own, on a database of its own: sends many at once.

Prints how many were answered with the page of a receipt, and how many are stored.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from saltmarsh.casework.referrals import drafts
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.casework import TOLD, publish
from tests.factories.foundation import PartnershipFactory, TeamFactory

HOST = "many.example"
AT_ONCE = 16


def prepared(count: int) -> tuple[object, list[str]]:
    with transaction.atomic():
        partnership = PartnershipFactory(hosts=[HOST])
        publish(partnership)
        TeamFactory(partnership=partnership)
        secrets = []
        for _ in range(count):
            draft, secret = drafts.start(partnership)
            drafts.keep(draft, answers=TOLD)
            secrets.append(secret)
        before = timezone.now() - timedelta(minutes=5)
        partnership.drafts.update(created_at=before)
    return partnership, secrets


def sent(secret: str, number: int) -> bool:
    """Send one draft, twice as an impatient visitor does, from a network of its own."""
    browser = Client(headers={"host": HOST}, REMOTE_ADDR=f"10.{number % 250}.0.1")
    browser.cookies["__Host-draft"] = secret
    answers = [browser.post("/refer/check") for _click in range(2)]
    connection.close()
    return all(answer.headers.get("Location") == "/refer/sent" for answer in answers)


def main(count: int) -> None:
    partnership, secrets = prepared(count)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = sum(pool.map(sent, secrets, range(count)))
    with transaction.atomic():
        partnerships.enter(partnership)
        stored = partnership.referrals.filter(stage="received")
        references = set(stored.values_list("reference", flat=True))
        print(answered, stored.count(), len(references))  # noqa: T201


main(int(sys.argv[1]))
