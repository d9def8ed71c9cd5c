"""What happened to a person, from the first worry on: their referrals and the case."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from django.db.models import Q
from django.utils.translation import gettext as _

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.chronology.parts import Parts
from saltmarsh.casework.chronology.queries import Happening
from saltmarsh.casework.chronology.story import TOLD_OF
from saltmarsh.casework.consents.lifecycle import State
from saltmarsh.casework.interventions.lifecycle import State as Contact
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage.kinds import Kind, code_in_words
from saltmarsh.casework.triage.models import Decision
from saltmarsh.foundation.calendar.working_days import HERE
from saltmarsh.foundation.prepared import Prepared

DECIDED: Prepared[Decision] = Prepared(
    lambda referrals: (
        Decision.objects.filter(
            Q(*[("referral", one) for one in referrals], _connector=Q.OR)
        )
        .of_kind(*TOLD_OF)
        .select_related("by", "referral")
    )
)


def timeline(
    parts: Parts, referrals: Iterable[Referral], decisions: Iterable[Decision]
) -> list[Happening]:
    """Return what happened in a case and to `referrals`, those of its person that the
    reader may see, oldest first; nothing sealed is opened.

    decisions: as decisions_on(referrals) finds them.
    """
    found = [*told(referrals), *decided(decisions), *moved(parts), *led(parts)]
    found += [*answered(parts), *assessed(parts), *gathered(parts), *supported(parts)]
    return sorted(found, key=lambda happening: happening.when)


def decisions_on(referrals: Sequence[Referral]) -> list[Decision]:
    """Return those decisions about `referrals` that a timeline tells of."""
    return DECIDED.all(referrals=[one.pk for one in referrals]) if referrals else []


def told(referrals: Iterable[Referral]) -> Iterator[Happening]:
    for referral in referrals:
        yield Happening(
            referral.received_at,
            _("Referral %(reference)s received") % {"reference": referral.reference},
            _("Referrals"),
        )


def decided(decisions: Iterable[Decision]) -> Iterator[Happening]:
    for decision in decisions:
        code = code_in_words(decision.kind, decision.code)
        words = {"kind": Kind(decision.kind).label, "code": code}
        title = _("%(kind)s: %(code)s") % words if code else str(words["kind"])
        text = f"{decision.by}, {decision.referral.reference}"
        yield Happening(decision.created_at, title, _("Decisions"), text)


def moved(parts: Parts) -> Iterator[Happening]:
    for change in parts.changes:
        title = str(Stage(change.stage).label)
        yield Happening(change.created_at, title, _("Case"), str(change.by))


def led(parts: Parts) -> Iterator[Happening]:
    for lead in parts.leads:
        title = _("%(name)s leads") % {"name": lead.member}
        yield Happening(lead.created_at, title, _("Lead"))


def answered(parts: Parts) -> Iterator[Happening]:
    for consent in parts.consents:
        state = State.GIVEN if consent.withdrawn_on else State(consent.state)
        title = _("Consent: %(state)s") % {"state": state.label}
        yield Happening(consent.created_at, title, _("Consent"), str(consent.by))


def assessed(parts: Parts) -> Iterator[Happening]:
    for task in parts.further:
        if task.done_at is not None:
            done = _("Further assessment made")
            yield Happening(task.done_at, done, _("Consent"), str(task.done_by))


def gathered(parts: Parts) -> Iterator[Happening]:
    """Tell what partners were asked and answered, by their kind and never by name."""
    line = _("Partners")
    sectors = {one.pk: one.get_sector_display() for one in parts.requests}
    for asked in parts.requests:
        words = {"sector": sectors[asked.pk]}
        title = _("Asked for information: %(sector)s") % words
        yield Happening(asked.created_at, title, line, str(asked.by))
    for reply in parts.replies:
        title = f"{sectors[reply.request_id]}: {reply.get_kind_display()}"
        yield Happening(reply.created_at, title, line)


def supported(parts: Parts) -> Iterator[Happening]:
    """Yield what was assessed, and each contact on its day: held, or not."""
    for made in parts.assessments:
        title = _("Assessment recorded")
        yield Happening(made.created_at, title, _("Assessments"), str(made.by))
    yield from met(parts)
    for review in parts.live_reviews:
        title = _("Support reviewed: %(result)s") % {
            "result": review.get_result_display()
        }
        yield Happening(review.created_at, title, _("Reviews"), str(review.by))
    for explained in parts.silences:
        title = _("Silence explained")
        yield Happening(explained.created_at, title, _("Contact"), str(explained.by))


def met(parts: Parts) -> Iterator[Happening]:
    line, title = _("Contact"), _("Contact: %(state)s")
    titles = {state: title % {"state": state.label} for state in Contact}
    for session in parts.sessions:
        day = session.held_on or session.planned_for
        if session.state != Contact.PLANNED and day is not None:
            yield Happening(noon(day), titles[Contact(session.state)], line)


def noon(day: date) -> datetime:
    """Return the middle of a day of which the hour is not known."""
    return datetime.combine(day, time(12), HERE)
