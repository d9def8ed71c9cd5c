"""What rings when a session was planned and nobody says what became of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases import queries as overseeing
from saltmarsh.casework.interventions import queries
from saltmarsh.casework.interventions.models import Session
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships.models import Partnership


def ring_unreported(partnership: Partnership) -> int:
    """Tell whoever gives the support of each session without a report, after the set
    days the lead, and some days later the managers and the chair; return of how many
    the leads heard. What is reported since, or over, is taken away.
    """
    now = timezone.now()
    hush(partnership, now)
    for session in to_tell(partnership, now, queries.REPORT_DUE):
        if session.action.provider:
            tell(session, queries.REPORT_DUE, [session.action.provider])
    late = to_tell(partnership, now, queries.UNREPORTED)
    for session in late:
        tell(session, queries.UNREPORTED, [session.case.lead])
    for session in to_tell(partnership, now, queries.UNREPORTED_ESCALATED):
        escalate(session, now)
    return len(late)


def to_tell(partnership: Partnership, now: datetime, kind: str) -> list[Session]:
    """Return the sessions without a report of which no notice of `kind` waits."""
    told = Notice.objects.waiting().filter(kind=kind, about_id=OuterRef("pk"))
    today = timezone.localdate(now)
    every = Session.objects.filter(partnership=partnership).unreported(today)
    if kind == queries.REPORT_DUE:
        every = every.exclude(action__provider=None)
    else:
        until = queries.quiet_before(partnership, now, queries.REPORT)
        every = every.filter(planned_for__lte=until)
    held = every.exclude(Exists(told)).select_related(
        "case__partnership", "case__lead__user", "action__provider__user"
    )
    return list(held.order_by("planned_for", "pk")[: queries.MOST_RUNG])


def escalate(session: Session, now: datetime) -> None:
    case = session.case
    if session.planned_for is None:
        return
    rung = queries.rings(case.partnership, session.planned_for, queries.REPORT)
    if clocks.is_for_managers(case.partnership, rung, now):
        hearing = {*overseeing.overseers(case, now), *overseeing.chairs(case, now)}
        tell(session, queries.UNREPORTED_ESCALATED, hearing)


def tell(session: Session, kind: str, members: Iterable[Membership]) -> None:
    """Show a notice about a session: to its provider where they report it, to others
    on the plan.
    """
    plan = Place("desk:case-plan", (session.case.reference,), session.pk)
    own = Place("partners:support-one", (str(session.action_id),), session.pk)
    place = own if kind == queries.REPORT_DUE else plan
    for member in members:
        notices.tell(session.case.partnership, kind=kind, place=place, member=member)


def hush(partnership: Partnership, now: datetime) -> None:
    """Take away the notices of sessions that were reported, or whose support is over."""
    waiting = partnership.notices.waiting().filter(kind__in=queries.ABOUT_REPORTS)
    told = set(waiting.values_list("about_id", flat=True))
    open_ones = Session.objects.unreported(timezone.localdate(now)).filter(pk__in=told)
    for key in told - set(open_ones.values_list("pk", flat=True)):
        for kind in queries.ABOUT_REPORTS:
            notices.done(partnership, kind=kind, about_id=key)
