"""The inbox and a referral's page, while the table grows a hundredfold.

The sizes come from REFERRALS, as "1000,10000"; without it they are those of SIZES.
"""

import os

from django.db import connection, transaction

from benchmarks import load, place, plans, stage
from benchmarks.crowd import Crowd
from benchmarks.load import Figures
from benchmarks.stage import HOST, Stage
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

SIZES = "1000,10000,100000"
MANY, ALONE, WARM = 800, 100, 60
AT_A_TIME, PAGES = 16, 200


def run(at: Stage, partnership: Partnership) -> dict[str, Figures]:
    """Measure and print; return the figures by name."""
    crowd, made, found = Crowd(partnership), 0, {}
    for size in map(int, os.environ.get("REFERRALS", SIZES).split(",")):
        crowd.grow(at, size - made)
        made = size
        with transaction.atomic():
            partnerships.enter(partnership)
            member = Membership.objects.select_related("user").get(
                partnership=partnership
            )
            paths = pages(partnership, member)
        cookie = place.sign_in(member)
        print(f"  among {size:,} referrals", flush=True)
        for name, asked in (("inbox", ["/desk"]), ("referral", paths)):
            found |= measured(at, f"{name} of {size:,}", asked, cookie)
            print(plans.checked(partnership, asked[0], cookie))
    return found


def pages(partnership: Partnership, member: Membership) -> list[str]:
    """Return the paths of some referrals that the member may see."""
    seen = partnership.referrals.filter(
        is_restricted=False, team__places__member=member
    )
    references = seen.order_by("pk").values_list("reference", flat=True)[:PAGES]
    return [f"/desk/referrals/{reference}" for reference in references]


def measured(at: Stage, name: str, paths: list[str], cookie: str) -> dict[str, Figures]:
    connection.close()
    asked = [
        load.request("GET", paths[number % len(paths)], host=HOST, cookie=cookie)
        for number in range(WARM + MANY + ALONE)
    ]
    with stage.served(at) as port:
        load.measure(port, asked[:WARM], at_a_time=AT_A_TIME, expected=200)
        both = {
            f"{name}, 16 at a time": load.measure(
                port, asked[WARM:-ALONE], at_a_time=AT_A_TIME, expected=200
            ),
            f"{name}, alone": load.measure(
                port, asked[-ALONE:], at_a_time=1, expected=200
            ),
        }
    for label, figures in both.items():
        print(f"    {label:<36}{figures}", flush=True)
    return both
