"""The whole way of a member of the public: every page opened and every form sent,
one visitor at a time, and what the answers took together.
"""

from statistics import median
from time import sleep

from benchmarks import stage
from benchmarks.browser import Browser
from benchmarks.place import TOLD
from benchmarks.stage import Stage
from saltmarsh.casework.referrals import receipts
from saltmarsh.casework.referrals.queries import fastest_seconds
from saltmarsh.foundation.partnerships.models import Partnership

TIMES, WARM = 9, 2
WORD = "|".join(sorted(receipts.word_list(), key=len, reverse=True))


def run(at: Stage, partnership: Partnership) -> None:
    """Measure and print."""
    wait = fastest_seconds(partnership)
    with stage.served(at) as port:
        ways = [walked(port, number, wait) for number in range(TIMES + WARM)][WARM:]
    sums = [sum(seconds for *_, seconds in way) for way, _ in ways]
    slowest = sorted(ways[0][0], key=lambda one: -one[2])[:3]
    print(
        f"  journey: {len(ways[0][0])} answers, together"
        f" {median(sums) * 1000:.0f} ms (median of {TIMES},"
        f" slowest {max(sums) * 1000:.0f} ms)"
    )
    for method, path, seconds in slowest:
        print(f"    {method} {path} {seconds * 1000:.1f} ms")
    opened = [sum(seconds for *_, seconds in box) for _, box in ways]
    print(
        f"  receipt typed and mailbox opened: {median(opened) * 1000:.0f} ms"
        f" (slowest {max(opened) * 1000:.0f} ms)"
    )


Answers = list[tuple[str, str, float]]


def walked(port: int, number: int, wait: float) -> tuple[Answers, Answers]:
    """Go from the first page to the receipt; then open the mailbox with it."""
    browser = Browser(port, f"192.0.{number}.1")
    browser.get("/")
    browser.get("/refer")
    browser.post({})
    while browser.path != "/refer/check":
        browser.post(TOLD)
    sleep(wait)
    browser.post({})
    receipt = browser.found(rf"((?:(?:{WORD})\s+){{6}}(?:{WORD}))\b")
    way, browser.seconds = browser.seconds, []
    browser.get("/mailbox")
    browser.seconds.clear()
    browser.post({"receipt": receipt})
    return way, browser.seconds
