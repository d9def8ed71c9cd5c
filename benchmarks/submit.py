"""The last POST of a referral, beside a bare view and beside raw SQL.

Drafts are written to the check page by the product's own actions. Then each is sent
once: validated, sealed, stored, noted, its deliveries queued, and waited for the disk.
"""

import itertools
from time import sleep

from django.db import connection, transaction

from benchmarks import load, place, raw, stage
from benchmarks.stage import HOST, Stage
from saltmarsh.casework.referrals.queries import fastest_seconds
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

ROUNDS, EACH, ALONE, WARM = 5, 400, 200, 100
ON_END = 1_500  # sent one after another, before anything takes turns with it
AT_A_TIME = 16
APPLICATION = "benchmarks.bare.wsgi:application"
SETTINGS = "benchmarks.bare.settings"
BARE = load.request("POST", "/", host=HOST, body=b"names=Robin&worry=" + b"w" * 500)
NUMBERS = itertools.count()


def run(at: Stage, partnership: Partnership) -> None:
    """Measure and print. First submits alone, as a server has it on a day of many.
    Then what is compared takes turns, so that whatever else the machine does meanwhile
    slows all of it; there, each also pays for what the others have left in caches and
    to be written.
    """
    raw.make_tables(at)
    with (
        stage.served(at) as port,
        stage.served(at, application=APPLICATION, settings=SETTINGS) as bare,
    ):
        posts = ready(partnership, WARM + ON_END + ROUNDS * EACH + ALONE)
        many = [posts.pop() for _ in range(WARM)]
        load.measure(port, many, at_a_time=AT_A_TIME, expected=302)
        load.measure(bare, [BARE] * WARM, at_a_time=AT_A_TIME, expected=302)
        many = [posts.pop() for _ in range(ON_END)]
        on_end = load.measure(port, many, at_a_time=AT_A_TIME, expected=302)
        ours, theirs, commits = [], [], []
        for _ in range(ROUNDS):
            many = [posts.pop() for _ in range(EACH)]
            ours.append(load.sampled(port, many, at_a_time=AT_A_TIME))
            theirs.append(load.sampled(bare, [BARE] * EACH, at_a_time=AT_A_TIME))
            commits.append(raw.rate(at, clients=AT_A_TIME))
        alone = load.measure(port, posts, at_a_time=1, expected=302)
    print(verified(partnership, WARM + ON_END + ROUNDS * EACH + ALONE))
    many_at_once = load.figures(ours, expected=302)
    bare_view = load.figures(theirs, expected=302)
    rate = sum(commits) / ROUNDS
    print(f"  {'submit, 16 at a time':<28}{on_end}")
    print(f"  {'the same, in turns':<28}{many_at_once}")
    print(f"  {'submit, alone':<28}{alone}")
    print(f"  {'bare view, in turns':<28}{bare_view}")
    print(f"  {'raw SQL, in turns':<28}{rate:8.0f}/s")
    print(
        f"  in turns, submit is {many_at_once.rate / bare_view.rate:.2f} of the bare view"
        f" and {many_at_once.rate / rate:.2f} of raw SQL"
    )


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
