"""A referral to health or social care, section 36(6), until it is accepted or declined."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases import queries as overseeing
from saltmarsh.casework.panels import queries, rules
from saltmarsh.casework.panels.lifecycle import ANSWERS, CARING, Taken
from saltmarsh.casework.panels.models import CareReferral, PanelDecision
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused


def begin(decision: PanelDecision) -> CareReferral:
    """Wait for the answer of whoever was asked to take the person."""
    case, now = decision.case, timezone.now()
    due_at = clocks.runs_out(case.partnership, queries.CARE, now)
    return CareReferral.objects.create(
        partnership_id=case.partnership_id,
        case=case,
        decision=decision,
        due_on=clocks.last_day(due_at),
    )


@transaction.atomic
def answer(referral: CareReferral, *, state: Taken, words: str, by: Membership) -> None:
    """Record that health or social care took the person, or did not: then the managers
    and the chair hear of it. Raises Refused without words, and MoveNotAllowed when it
    was answered already.
    """
    case = cases.lock(referral.case)
    if found := rules.barriers_to_answering(words):
        raise Refused(*found)
    every = CareReferral.objects.select_for_update(of=("self",))
    held = every.get(pk=referral.pk)
    referral.state = CARING.after(held.state, ANSWERS[state])
    referral.answered_at, referral.answered_by = timezone.now(), by.user
    referral.answer = words
    referral.save(
        update_fields=["state", "answered_at", "answered_by", "sealed_answer"]
    )
    for kind in (queries.CARE_WAITS, queries.CARE_ESCALATED):
        notices.done(by.partnership, kind=kind, about_id=referral.pk)
    if state == Taken.DECLINED:
        tell(referral, queries.CARE_DECLINED, hearing(referral) - {by})
    cases.change(case)
    audit.note(
        "case.care_answered",
        partnership_id=referral.partnership_id,
        about=("panels.CareReferral", [referral.pk, case.pk]),
        by=by.user_id,
        state=referral.state,
    )


def ring_unanswered(partnership: Partnership) -> int:
    """Tell the lead of each referral without an answer in time, and after some days the
    managers and the chair as well; return how many the leads heard of.
    """
    now = timezone.now()
    late = queries.unanswered(partnership, now, queries.CARE_WAITS)
    for referral in late:
        tell(referral, queries.CARE_WAITS, [referral.case.lead])
    for referral in queries.unanswered(partnership, now, queries.CARE_ESCALATED):
        passed = clocks.end_of_day(referral.due_on)
        if clocks.is_for_managers(partnership, passed, now):
            tell(referral, queries.CARE_ESCALATED, hearing(referral))
    return len(late)


def hearing(referral: CareReferral) -> set[Membership]:
    case, now = referral.case, timezone.now()
    return {*overseeing.overseers(case, now), *overseeing.chairs(case, now)}


def tell(referral: CareReferral, kind: str, members: Iterable[Membership]) -> None:
    place = Place("desk:case", (referral.case.reference,), referral.pk)
    for member in members:
        notices.tell(referral.case.partnership, kind=kind, place=place, member=member)
