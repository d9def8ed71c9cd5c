"""What happened to a person, from the first worry on: their referrals and the case."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.chronology.queries import Happening
from saltmarsh.casework.chronology.story import TOLD_OF
from saltmarsh.casework.consents.lifecycle import State
from saltmarsh.casework.gathering.models import Reply
from saltmarsh.casework.interventions.lifecycle import State as Contact
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage.kinds import Kind, code_in_words
from saltmarsh.casework.triage.models import Decision
from saltmarsh.foundation.calendar.working_days import HERE


def timeline(case: Case, referrals: Iterable[Referral]) -> list[Happening]:
    """Return what happened in the case and to `referrals`, those of its person that the
    reader may see, oldest first; nothing sealed is opened.
    """
    shown = list(referrals)
    found = [*told(shown), *decided(shown), *moved(case), *led(case)]
    found += [*answered(case), *assessed(case), *gathered(case), *supported(case)]
    return sorted(found, key=lambda happening: happening.when)


def told(referrals: list[Referral]) -> Iterator[Happening]:
    for referral in referrals:
        yield Happening(
            referral.received_at,
            _("Referral %(reference)s received") % {"reference": referral.reference},
            _("Referrals"),
        )


def decided(referrals: list[Referral]) -> Iterator[Happening]:
    held = Decision.objects.filter(referral__in=referrals).of_kind(*TOLD_OF)
    for decision in held.select_related("by", "referral"):
        code = code_in_words(decision.kind, decision.code)
        words = {"kind": Kind(decision.kind).label, "code": code}
        title = _("%(kind)s: %(code)s") % words if code else str(words["kind"])
        text = f"{decision.by}, {decision.referral.reference}"
        yield Happening(decision.created_at, title, _("Decisions"), text)


def moved(case: Case) -> Iterator[Happening]:
    for change in case.stage_changes.select_related("by"):
        title = str(Stage(change.stage).label)
        yield Happening(change.created_at, title, _("Case"), str(change.by))


def led(case: Case) -> Iterator[Happening]:
    for lead in case.leads.select_related("member__user"):
        title = _("%(name)s leads") % {"name": lead.member}
        yield Happening(lead.created_at, title, _("Lead"))


def answered(case: Case) -> Iterator[Happening]:
    for consent in case.consents.select_related("by"):
        state = State.GIVEN if consent.withdrawn_on else State(consent.state)
        title = _("Consent: %(state)s") % {"state": state.label}
        yield Happening(consent.created_at, title, _("Consent"), str(consent.by))


def assessed(case: Case) -> Iterator[Happening]:
    for task in case.further_assessments.exclude(done_at=None):
        done = _("Further assessment made")
        assert task.done_at is not None  # noqa: S101 - for the types alone
        yield Happening(task.done_at, done, _("Consent"), str(task.done_by))


def gathered(case: Case) -> Iterator[Happening]:
    """Tell what partners were asked and answered, by their kind and never by name."""
    line = _("Partners")
    for asked in case.information_requests.select_related("by"):
        words = {"sector": asked.get_sector_display()}
        title = _("Asked for information: %(sector)s") % words
        yield Happening(asked.created_at, title, line, str(asked.by))
    for reply in Reply.objects.filter(case=case).select_related("request"):
        title = f"{reply.request.get_sector_display()}: {reply.get_kind_display()}"
        yield Happening(reply.created_at, title, line)


def supported(case: Case) -> Iterator[Happening]:
    """Yield what was assessed, and each contact on its day: held, or not."""
    for made in case.assessments.select_related("by"):
        title = _("Assessment recorded")
        yield Happening(made.created_at, title, _("Assessments"), str(made.by))
    for session in case.sessions.exclude(state=Contact.PLANNED):
        day = session.held_on or session.planned_for
        assert day is not None  # noqa: S101 - for the types alone
        title = _("Contact: %(state)s") % {"state": session.get_state_display()}
        yield Happening(noon(day), title, _("Contact"))
    for review in case.live_reviews.select_related("by"):
        title = _("Support reviewed: %(result)s") % {
            "result": review.get_result_display()
        }
        yield Happening(review.created_at, title, _("Reviews"), str(review.by))
    for explained in case.silences.select_related("by"):
        title = _("Silence explained")
        yield Happening(explained.created_at, title, _("Contact"), str(explained.by))


def noon(day: date) -> datetime:
    """Return the middle of a day of which the hour is not known."""
    return datetime.combine(day, time(12), HERE)
