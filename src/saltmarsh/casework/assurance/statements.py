"""The annual assurance statement: begun, written, confirmed, added to."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.assurance import figures, queries, rules
from saltmarsh.casework.assurance.lifecycle import CONFIRM, LIFECYCLE, State
from saltmarsh.casework.assurance.models import Statement, StatementAddendum
from saltmarsh.casework.cases.clocks import Period
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def begin(period: Period, *, by: Membership) -> Statement:
    """Begin the statement about a year. Raises Refused with the barriers."""
    # One at a time: two who begin the same year at once are not both right.
    Partnership.objects.select_for_update().get(pk=by.partnership_id)
    today = timezone.localdate()
    found = rules.barriers_to_period(period.since, period.until, period.until)
    if period.since > today:
        found.append(rules.in_the_future())
    same = by.partnership.assurance_statements.filter(
        since=period.since, until=period.until
    )
    if same.exists():
        found.append(rules.written_already())
    if found:
        raise Refused(*found)
    made = Statement(
        partnership=by.partnership,
        since=period.since,
        until=period.until,
        by=by.user,
        written_by=by.user,
        written_at=timezone.now(),
    )
    made.words = {}
    made.save(force_insert=True)
    audit.record("statement.begun", made, by=by.user_id)
    return made


@transaction.atomic
def write(
    statement: Statement, *, words: Mapping[str, str], version: int, by: Membership
) -> None:
    """Keep what was written about the sections. Raises Refused when it is confirmed, or
    somebody changed it since `version`.
    """
    held = locked(statement, version)
    if held.state != State.DRAFT:
        raise Refused(rules.confirmed_already())
    held.words = dict(words)
    held.version += 1
    held.written_by, held.written_at = by.user, timezone.now()
    held.save(update_fields=["sealed_words", "version", "written_by", "written_at"])
    audit.record("statement.written", held, by=by.user_id)


@transaction.atomic
def confirm(statement: Statement, *, version: int, by: Membership) -> None:
    """Confirm the statement with its figures as `by` may see them now. Raises Refused
    with the barriers, and MoveNotAllowed when it is confirmed.
    """
    held = locked(statement, version)
    state = LIFECYCLE.after(held.state, CONFIRM)
    now, period = timezone.now(), queries.period_of(held)
    found = rules.barriers_to_confirming(
        words=held.words,
        sections=[section.code for section in figures.SECTIONS],
        wrote_it=held.written_by_id == by.user_id,
        is_over=held.until < timezone.localdate(now),
    )
    if found:
        raise Refused(*found)
    held.figures = figures.counted(by, now, period)
    held.state, held.confirmed_at, held.confirmed_by = state, now, by.user
    held.version += 1
    held.save(
        update_fields=[
            "state",
            "sealed_figures",
            "confirmed_at",
            "confirmed_by",
            "version",
        ]
    )
    audit.record("statement.confirmed", held, by=by.user_id)


@transaction.atomic
def add(statement: Statement, *, text: str, by: Membership) -> StatementAddendum:
    """Add to a confirmed statement. Raises Refused."""
    if statement.state != State.CONFIRMED or not text.strip():
        raise Refused(rules.nothing_to_add())
    made = StatementAddendum(
        partnership_id=statement.partnership_id, statement=statement, by=by.user
    )
    made.text = text
    made.save(force_insert=True)
    audit.record("statement.added_to", statement, by=by.user_id)
    return made


def locked(statement: Statement, version: int) -> Statement:
    """Return the statement as the database has it, held until the transaction ends.
    Raises Refused when that is not `version`.
    """
    held = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if held.version != version:
        raise Refused(rules.changed_meanwhile())
    return held
