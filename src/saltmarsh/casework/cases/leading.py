"""Who leads a case, and how that changes hands: asked, and answered by the receiver."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import rules
from saltmarsh.casework.cases.lifecycle import (
    ANSWERS,
    ENDED,
    HANDING_OVER,
    TAKE_BACK,
    Handover,
)
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.models import Handover as Wish
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.refusals import Refused

ASKED = "case.handover"
ANSWERED = "case.handover_answered"


@transaction.atomic
def ask(
    case: Case, *, leading: Leading, reason: str, version: int | None, by: Membership
) -> Wish:
    """Ask somebody to lead the case, for an agency. Until they accept nothing changes.

    Raises Refused with the barriers.
    """
    held = cases.lock(case, version=version)
    cases.refuse_leading(leading)
    found = rules.barriers_to_handing_over(
        is_lead=held.lead_id == leading.member.pk,
        is_waiting=held.handovers.waiting().exists(),
        has_ended=held.stage in ENDED,
    )
    if found:
        raise Refused(*found)
    wish = Wish(
        partnership_id=case.partnership_id,
        case=case,
        receiver=leading.member,
        by=by.user,
    )
    wish.agency, wish.reason = leading.agency, reason
    wish.save()
    cases.change(case)
    place = Place("desk:handover", (str(wish.pk),), wish.pk)
    notices.tell(case.partnership, kind=ASKED, place=place, member=wish.receiver)
    note("case.handover_asked", wish, by)
    return wish


@transaction.atomic
def answer(wish: Wish, *, state: Handover, words: str, by: Membership) -> None:
    """Accept or decline to lead. Raises Refused with the barriers, and MoveNotAllowed
    when it was answered or taken back.
    """
    case = cases.lock(wish.case)
    found = rules.barriers_to_answering(
        words=words,
        accepts=state == Handover.ACCEPTED,
        has_ended=case.stage in ENDED,
    )
    if found:
        raise Refused(*found)
    giver = case.lead
    settle(wish, ANSWERS[state], words, by)
    if state == Handover.ACCEPTED:
        give(case, Leading(wish.receiver, wish.agency), by)
    else:
        cases.change(case)
    if giver != by:
        notices.tell(
            case.partnership, kind=ANSWERED, place=cases.place(case), member=giver
        )


@transaction.atomic
def take_back(wish: Wish, *, by: Membership) -> None:
    """Take back what was asked, while it waits for its answer."""
    case = cases.lock(wish.case)
    settle(wish, TAKE_BACK, "", by)
    cases.change(case)


def settle(wish: Wish, move, words: str, by: Membership) -> None:
    held = Wish.objects.select_for_update(of=("self",)).get(pk=wish.pk)
    wish.state = HANDING_OVER.after(held.state, move)
    wish.answered_at, wish.answered_by = timezone.now(), by.user
    if words.strip():
        wish.answer = words
    wish.save(update_fields=["state", "answered_at", "answered_by", "sealed_answer"])
    notices.done(by.partnership, kind=ASKED, about_id=wish.pk)
    note("case.handover_answered", wish, by)


def give(case: Case, leading: Leading, by: Membership) -> None:
    """Let somebody lead from now on. What rang for who led before rings for them."""
    case.lead_agency = leading.agency
    sealed = case.sealed_lead_agency
    cases.change(case, lead=leading.member, sealed_lead_agency=sealed)
    for kind in ("case.yours", "case.joined", "case.overdue"):
        notices.done(case.partnership, kind=kind, about_id=case.pk)
    cases.note_lead(case, leading, by.user)
    audit.record("case.led", case, by=by.user_id, lead=str(leading.member.pk))


@transaction.atomic
def reassign(chosen: Iterable[Case], *, leading: Leading, by: Membership) -> int:
    """Let somebody lead cases at once in place of who leaves; return how many. What was
    asked of others meanwhile is taken back. Raises Refused with the barriers.
    """
    cases.refuse_leading(leading)
    count = 0
    for case in chosen:
        held = cases.lock(case)
        for wish in held.handovers.waiting():
            settle(wish, TAKE_BACK, "", by)
        give(held, leading, by)
        count += 1
    return count


def note(name: str, wish: Wish, by: Membership) -> None:
    audit.note(
        name,
        partnership_id=wish.partnership_id,
        about=("cases.Handover", [wish.pk, wish.case_id]),
        by=by.user_id,
        state=wish.state,
    )
