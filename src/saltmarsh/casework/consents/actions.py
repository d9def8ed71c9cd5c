from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases.lifecycle import (
    ASK_AGAIN,
    REFUSE_CONSENT,
    START_SUPPORT,
    WITHDRAW_CONSENT,
    WITHOUT_CONSENT,
    Stage,
)
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.consents import queries, rules
from saltmarsh.casework.consents.lifecycle import State
from saltmarsh.casework.consents.models import Consent, FurtherAssessment
from saltmarsh.casework.consents.queries import Plan
from saltmarsh.casework.consents.rules import Asked
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.refusals import Refused

FURTHER = "case.further"
FACTS = ("state", "age", "giver", "how", "capacity", "asked_on", "answered_on")


@transaction.atomic
def record(
    case: Case,
    *,
    asked: Asked,
    plan: Plan | None,
    version: int | None = None,
    by: Membership,
) -> Consent:
    """Record how consent was asked for and answered, after the case was adopted.

    plan: of the further assessment, where it is refused. Raises Refused with the
    barriers, and StaleCase.
    """
    held = cases.lock(case, version=version)
    if held.stage != Stage.ADOPTED:
        raise Refused(_("Consent is asked for once the panel has adopted the case"))
    if found := rules.barriers_to_recording(asked, timezone.localdate()):
        raise Refused(*found)
    consent = Consent(partnership_id=case.partnership_id, case=case, by=by.user)
    for name in FACTS:
        setattr(consent, name, getattr(asked, name))
    consent.words = dict(asked.words)
    consent.save()
    note("case.consent_answered", consent, by)
    if asked.state == State.REFUSED:
        cases.move(case, REFUSE_CONSENT, by=by.user)
        assess_further(consent, plan, by)
    else:
        cases.change(case)
        cases.wait(case, "support", clocks.of_support(case.partnership))
    return consent


@transaction.atomic
def withdraw(
    case: Case, *, reason: str, plan: Plan | None, version: int | None, by: Membership
) -> None:
    """Record that consent was withdrawn, as it may be at any time; support stops.

    Raises Refused when none is given.
    """
    cases.lock(case, version=version)
    consent = queries.newest(case)
    if consent is None or consent.state != State.GIVEN:
        raise Refused(_("No consent is given that could be withdrawn"))
    consent.state, consent.withdrawn_by = State.WITHDRAWN, by.user
    consent.withdrawn_on, consent.withdrawal = timezone.localdate(), reason
    consent.save()
    note("case.consent_withdrawn", consent, by)
    cases.move(case, WITHDRAW_CONSENT, by=by.user)
    assess_further(consent, plan, by)


@transaction.atomic
def start_support(
    case: Case, *, words: str, version: int | None, by: Membership
) -> None:
    """Start support. Raises Refused without consent that stands."""
    cases.lock(case, version=version)
    if found := queries.barriers_to_supporting(case):
        raise Refused(*found)
    cases.move(case, START_SUPPORT, reasons=words, by=by.user)


@transaction.atomic
def ask_again(case: Case, *, reasons: str, version: int | None, by: Membership) -> None:
    """Go back to asking for consent, after it was refused or withdrawn."""
    cases.lock(case, version=version)
    cases.move(case, ASK_AGAIN, reasons=reasons, by=by.user)


def assess_further(
    consent: Consent, plan: Plan | None, by: Membership
) -> FurtherAssessment:
    """Plan the further assessment of section 36(4)(e): a day and one owner."""
    if plan is None:
        raise Refused(_("Enter when the further assessment is made, and who owns it"))
    if found := rules.barriers_to_planning(plan.due_on, timezone.localdate()):
        raise Refused(*found)
    task = FurtherAssessment.objects.create(
        partnership_id=consent.partnership_id,
        case=consent.case,
        consent=consent,
        due_on=plan.due_on,
        owner=plan.owner,
        by=by.user,
    )
    if plan.owner != by:
        place = cases.place(consent.case)
        notices.tell(by.partnership, kind=FURTHER, place=place, member=plan.owner)
    if consent.case.stage in WITHOUT_CONSENT:
        cases.wait(consent.case, "further", clocks.end_of_day(plan.due_on))
    return task


@transaction.atomic
def finish(
    task: FurtherAssessment, *, found: str, next_on: date | None, by: Membership
) -> None:
    """Record what a further assessment found, and when the next one is due: while there
    is no consent there always is one. Raises Refused with the reason.
    """
    case = cases.lock(task.case)
    held = FurtherAssessment.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if held.done_at is not None:
        raise Refused(_("Somebody has recorded this assessment already"))
    if case.stage in WITHOUT_CONSENT and next_on is None:
        raise Refused(_("Enter when the next further assessment is due"))
    task.done_at, task.done_by, task.found = timezone.now(), by.user, found
    task.save(update_fields=["done_at", "done_by", "sealed_found"])
    cases.change(case)
    audit.record("case.assessed_further", case, by=by.user_id)
    if next_on is not None:
        task.consent.case = case
        assess_further(task.consent, Plan(next_on, task.owner), by)


@transaction.atomic
def pass_on(task: FurtherAssessment, *, owner: Membership, by: Membership) -> None:
    """Let somebody else make a further assessment, by the same day. Raises Refused with
    the barriers.
    """
    case = cases.lock(task.case)
    held = FurtherAssessment.objects.select_for_update(of=("self",)).get(pk=task.pk)
    found = cases.barriers_to_owner(case, owner)
    if held.done_at is not None:
        found.append(_("Somebody has recorded this assessment already"))
    if found:
        raise Refused(*found)
    task.owner = owner
    task.save(update_fields=["owner"])
    cases.change(case)
    audit.record("case.further_passed_on", case, by=by.user_id, owner=str(owner.pk))
    if owner != by:
        place = cases.place(case)
        notices.tell(by.partnership, kind=FURTHER, place=place, member=owner)


def note(name: str, consent: Consent, by: Membership) -> None:
    audit.note(
        name,
        partnership_id=consent.partnership_id,
        about=("consents.Consent", [consent.pk, consent.case_id]),
        by=by.user_id,
        state=consent.state,
    )
