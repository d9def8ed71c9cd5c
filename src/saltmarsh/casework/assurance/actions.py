"""Dip samples: closed cases are drawn, and read by somebody who had no part in them."""

from collections.abc import Mapping
from datetime import date
from random import SystemRandom

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.assurance import queries, rules
from saltmarsh.casework.assurance.models import Addendum, Check, DipSample
from saltmarsh.casework.cases.clocks import Period
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused

# The system's own randomness: nobody can choose or foresee what is drawn.
CHANCE = SystemRandom()


@transaction.atomic
def draw(*, wanted: int, since: date, until: date, by: Membership) -> DipSample:
    """Draw cases that were closed in the period, each as likely as any other, among
    those that `by` may open; fewer where there are not so many. Raises Refused.
    """
    now, today = timezone.now(), timezone.localdate()
    found = rules.barriers_to_drawing(
        wanted=wanted, since=since, until=until, today=today
    )
    if found:
        raise Refused(*found)
    known = list(queries.closed(by, now, Period(since, until)).order_by("pk"))
    if not known:
        raise Refused(rules.nothing_to_draw())
    sample = DipSample.objects.create(
        partnership=by.partnership,
        since=since,
        until=until,
        out_of=len(known),
        due_on=queries.due_on(by.partnership, today),
        by=by.user,
    )
    for case in CHANCE.sample(known, min(wanted, len(known))):
        sample.checks.create(partnership_id=sample.partnership_id, case=case)
    audit.record("dip_sample.drawn", sample, by=by.user_id)
    return sample


@transaction.atomic
def check(
    held: Check, *, answers: Mapping[str, str], remark: str, by: Membership
) -> None:
    """Record what somebody found who read the case, once. Raises Refused."""
    now_held = Check.objects.select_for_update(of=("self",)).get(pk=held.pk)
    found = rules.barriers_to_checking(
        answers=answers,
        remark=remark,
        had_a_part=queries.had_a_part(held.case, by),
    )
    if now_held.checked_at is not None:
        found = [rules.checked_already()]
    if found:
        raise Refused(*found)
    held.checked_at, held.checked_by = timezone.now(), by.user
    held.words = {"answers": dict(answers), "remark": remark}
    held.save(update_fields=["checked_at", "checked_by", "sealed_words"])
    audit.record("dip_check.recorded", held, by=by.user_id)


@transaction.atomic
def add(held: Check, *, text: str, by: Membership) -> Addendum:
    """Add to what was recorded. Raises Refused when nothing was, or there is no text."""
    if held.checked_at is None or not text.strip():
        raise Refused(rules.nothing_to_add_to())
    made = Addendum(
        partnership_id=held.partnership_id,
        case_id=held.case_id,
        check_of=held,
        by=by.user,
    )
    made.text = text
    made.save(force_insert=True)
    audit.record("dip_check.added_to", held, by=by.user_id)
    return made
