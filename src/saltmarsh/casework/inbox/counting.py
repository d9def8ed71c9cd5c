"""How many referrals are in need of what, each counted to a hundred and no further."""

from typing import Any

from saltmarsh.casework.inbox.queries import MOST_COUNTED, NEEDS, Sight
from saltmarsh.casework.referrals.lifecycle import OPEN
from saltmarsh.foundation.asking import ask

SEEN = "NOT is_restricted AND team_id = ANY(%(teams)s)"
SEEN_WITH_GRANTS = f"(({SEEN}) OR id = ANY(%(granted)s))"
SQL_OPEN = "NOT (stage IN ('closed', 'quarantined'))"
# The same, named one by one: so an index that ends with the stage finds a member's own
# without reading all that they ever closed.
STILL_OPEN = f"stage IN ({', '.join(repr(str(stage)) for stage in sorted(OPEN))})"
# One statement by hand: the same through the mapper takes five times as long. It is
# put together from the words below alone; what a member chose is a parameter.
SQL_NEEDS = {
    "mine": f"{STILL_OPEN} AND owner_id = %(member)s",
    "overdue": f"{SQL_OPEN} AND due_at < %(now)s",
    "new": f"{SQL_OPEN} AND stage = 'received'",
    "answers": f"""{SQL_OPEN} AND id IN (
        SELECT referral_id FROM referrals_message
        WHERE partnership_id = %(partnership)s AND read_at IS NULL
        AND kind IN ('answer', 'addition', 'withdrawal'))""",  # noqa: S608
    "feedback": f"{SQL_OPEN} AND feedback_due_at IS NOT NULL",
    "second": f"{SQL_OPEN} AND stage = 'closing'",
    "quarantine": "stage = 'quarantined'",
}


def count_statement(seen: str) -> str:
    """Return the statement that counts each of NEEDS, to a hundred."""
    parts = [
        "(SELECT count(*) FROM (SELECT FROM referrals_referral"  # noqa: S608
        f" WHERE partnership_id = %(partnership)s AND {seen} AND {SQL_NEEDS[code]}"
        f" LIMIT {MOST_COUNTED}) AS found)"
        for code in NEEDS
    ]
    return f"SELECT {', '.join(parts)}"


# To plan these counts takes four times as long as to count, so until the end of the
# transaction the plan for any parameters is taken. That plan takes a third of all to
# be overdue, and would then read the table until it has met a hundred: few are, so the
# way over the indexes is the only one that it is given.
PLAN_ONCE = """
SELECT set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('enable_seqscan', 'off', true)
"""
COUNT = {False: count_statement(SEEN), True: count_statement(SEEN_WITH_GRANTS)}


def counts(seen: Sight, *, quarantine: bool) -> dict[str, int]:
    """Return how many referrals are in need of what, each counted to a hundred.

    quarantine: whether the member may read the quarantine box.
    """
    values: dict[str, Any] = {
        "partnership": seen.member.partnership_id,
        "member": seen.member.pk,
        "teams": list(seen.teams),
        "granted": seen.granted,
        "now": seen.now,
    }
    ask(PLAN_ONCE)
    [counted] = ask(COUNT[bool(seen.granted)], values)
    found = dict(zip(NEEDS, counted, strict=True))
    return found if quarantine else found | {"quarantine": 0}
