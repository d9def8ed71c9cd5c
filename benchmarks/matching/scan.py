"""How long a look through every record takes: `python -m benchmarks.matching.scan DATA`.

DATA: a set of the kit, without .records.jsonl. On a stage of its own each of its people
becomes the subject of a referral, sealed under the referral's own key; then a triage
officer looks for one name among all that they may open, as the worker does it: a
transaction for each step.
"""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks import stage
from benchmarks.matching.kit.harness import load

TIMES = 5
NAMES = ("Yusuf", "Kowalska", "Mohammed", "Chen", "Harris")  # one name each, no more


def main(data: str, at: stage.Stage) -> int:
    from benchmarks import crowd, place
    from benchmarks.matching import costs, spent
    from saltmarsh.casework.identities.models import Identity, Kind
    from saltmarsh.cli import match_stdio
    from saltmarsh.foundation.garbage import settle

    people = list(load(f"{data}.records.jsonl"))

    class People(crowd.Crowd):
        """Referrals, each about one of the kit's people."""

        order = (*crowd.Crowd.order, Identity)
        waiting: Iterator[Mapping[str, Any]] = iter(people)

        def about_one(self) -> Iterator[Any]:
            made = list(super().about_one())
            [file_id] = [one.pk for one in made if isinstance(one, crowd.Referral)]
            told = Identity(
                partnership=self.partnership, file_id=file_id, kind=Kind.REFERRAL
            )
            told.told = match_stdio.told(dict(next(self.waiting))).as_json()
            yield from (*made, told)

    made = People(place.make())
    may_open_all(made)
    made.grow(at, len(people))
    settle()  # as the worker does
    for name in NAMES[:TIMES]:
        with spent.measured() as taken:
            found, looked = look(made.member, name)
        costs.say(
            f"  {looked:,} looked through, {found} shown: {taken.wall / 1000:.2f} s by"
            f" the clock, {taken.own / 1000:.2f} s of processor here,"
            f" {taken.server / 1000:.2f} s in the database"
        )
    return 0


def may_open_all(made: Any) -> None:
    """Let the officer work in every team, so that all but the restricted are theirs."""
    from django.db import transaction

    from saltmarsh.foundation.accounts.models import TeamPlace
    from saltmarsh.foundation.partnerships import actions as partnerships

    with transaction.atomic():
        partnerships.enter(made.partnership)
        for team in made.teams:
            own = {"partnership": made.partnership, "member": made.member}
            TeamPlace.objects.get_or_create(**own, team=team)


def look(member: Any, name: str) -> tuple[int, int]:
    """Look for one name through every record; return how many are shown, and of how
    many.
    """
    from django.db import transaction
    from django.utils import timezone

    from saltmarsh.casework.identities.facts import Name, Told
    from saltmarsh.casework.search import actions
    from saltmarsh.casework.search.actions import Asked, Why
    from saltmarsh.foundation.keyring import queries as keyring
    from saltmarsh.foundation.partnerships import actions as partnerships

    asked = Asked(Told(names=(Name(name),)))
    with transaction.atomic():
        partnerships.enter(member.partnership)
        why = Why("referral")
        made = actions.search_all(member, asked=asked, why=why, now=timezone.now())
    steps = None
    while True:
        with transaction.atomic():
            partnerships.enter(member.partnership)
            steps = steps or actions.scan(member.partnership, search_id=made.pk)
            if next(steps, steps) is steps:
                break
    with transaction.atomic():
        partnerships.enter(member.partnership)
        keyring.forget()
        made.refresh_from_db()
        return len(made.found), made.of


if __name__ == "__main__":
    with stage.opened() as opened:
        sys.exit(main(sys.argv[1], opened))
