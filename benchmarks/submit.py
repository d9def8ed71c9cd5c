"""The last POST of a referral, beside a bare view and beside raw SQL.

Drafts are written to the check page by the product's own actions. Then each is sent
once: validated, sealed, stored, noted, its deliveries queued, and waited for the disk.
"""

import itertools
from collections.abc import Callable
from time import sleep

from django.db import connection, transaction

from benchmarks import load, place, raw, stage
from benchmarks.load import Figures
from benchmarks.stage import HOST, Stage
from saltmarsh.casework.referrals.queries import fastest_seconds
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

MANY, ALONE, WARM = 2000, 200, 100
AT_A_TIME = 16
APPLICATION = "benchmarks.bare.wsgi:application"
SETTINGS = "benchmarks.bare.settings"
NUMBERS = itertools.count()


def run(at: Stage, partnership: Partnership) -> dict[str, Figures]:
    """Measure and print; return the figures by name."""
    found = {}
    with stage.served(at) as port:
        posts = ready(partnership, WARM + MANY + ALONE)
        load.measure(port, posts[:WARM], at_a_time=AT_A_TIME, expected=302)
        found["submit, 16 at a time"] = load.measure(
            port, posts[WARM : WARM + MANY], at_a_time=AT_A_TIME, expected=302
        )
        found["submit, alone"] = load.measure(
            port, posts[WARM + MANY :], at_a_time=1, expected=302
        )
    print(verified(partnership, WARM + MANY + ALONE))
    found["bare view, 16 at a time"] = bare_view(at)
    for name, figures in found.items():
        print(f"  {name:<28}{figures}")
    rate = raw.rate(at, clients=AT_A_TIME)
    print(f"  {'raw SQL, 16 connections':<28}{rate:8.0f}/s")
    print(ratios(found["submit, 16 at a time"].rate, found, rate))
    return found


def ready(partnership: Partnership, count: int) -> list[bytes]:
    """Return posts that send as many drafts, each from another network."""
    secrets = place.ready_drafts(partnership, count)
    sleep(fastest_seconds(partnership))
    return [post(secret) for secret in secrets]


def post(secret: str) -> bytes:
    number, token = next(NUMBERS), place.token()
    network = f"10.{number // 250 % 250}.{number % 250}.7"
    return load.request(
        "POST",
        "/refer/check",
        host=HOST,
        cookie=f"csrf={token}; draft={secret}",
        body=f"csrfmiddlewaretoken={token}".encode(),
        headers={"X-Forwarded-For": network},
    )


def verified(partnership: Partnership, sent: int) -> str:
    """Say what the database holds of what was sent."""
    with transaction.atomic():
        partnerships.enter(partnership)
        stages = partnership.referrals.values_list("stage", "reference")
        rows = list(stages)
        deliveries = partnership.deliveries.count()
    received = sum(stage == "received" for stage, _ in rows)
    different = len({reference for _, reference in rows})
    connection.close()
    return (
        f"  {sent} sent: {len(rows)} stored, {different} different references,"
        f" {received} received, {deliveries} deliveries queued"
    )


def bare_view(at: Stage) -> Figures:
    """Measure a view that does nothing but seal two fields and insert two rows."""
    raw.make_tables(at)
    one = load.request("POST", "/", host=HOST, body=b"names=Robin&worry=" + b"w" * 500)
    with stage.served(at, application=APPLICATION, settings=SETTINGS) as port:
        load.measure(port, [one] * WARM, at_a_time=AT_A_TIME, expected=302)
        return load.measure(port, [one] * MANY, at_a_time=AT_A_TIME, expected=302)


def ratios(rate: float, found: dict[str, Figures], raw_rate: float) -> str:
    bare_rate = found["bare view, 16 at a time"].rate
    return (
        f"  submit is {rate / bare_rate:.2f} of the bare view"
        f" and {rate / raw_rate:.2f} of raw SQL"
    )


Measurement = Callable[[Stage, Partnership], dict[str, Figures]]
