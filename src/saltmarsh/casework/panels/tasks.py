"""What the panel gives people to do: one owner, one agency, one day."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import barred
from saltmarsh.casework.panels import queries, rules
from saltmarsh.casework.panels.models import PanelAction
from saltmarsh.casework.panels.rules import Task
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.refusals import Refused

KINDS = (queries.YOURS, queries.OVERDUE, queries.ESCALATED)


@transaction.atomic
def give(
    case: Case, *, task: Task, owner: Membership, given_on: date, by: Membership
) -> PanelAction:
    """Give somebody something to do, and tell them. Raises Refused with the barriers."""
    cases.lock(case)
    found = rules.barriers_to_giving(
        task,
        timezone.localdate(),
        has_left=owner.left_at is not None,
        is_barred=owner.pk in barred(case),
    )
    if found:
        raise Refused(*found)
    made = PanelAction(
        partnership_id=case.partnership_id,
        case=case,
        given_on=given_on,
        owner=owner,
        agency=task.agency,
        due_on=task.due_on,
        by=by.user,
    )
    made.text = task.text
    made.save()
    cases.change(case)
    record("case.action_given", made, by)
    if owner != by:
        tell(made, queries.YOURS, owner)
    return made


@transaction.atomic
def pass_on(
    action: PanelAction, *, owner: Membership, agency: str, by: Membership
) -> None:
    """Let somebody else do it, by the same day. Raises Refused with the barriers."""
    case = cases.lock(action.case)
    held = PanelAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    found = rules.barriers_to_passing_on(
        agency=agency,
        is_done=held.done_at is not None,
        has_left=owner.left_at is not None,
        is_barred=owner.pk in barred(case),
    )
    if found:
        raise Refused(*found)
    action.owner, action.agency = owner, agency
    action.save(update_fields=["owner", "agency"])
    for kind in KINDS:
        notices.done(by.partnership, kind=kind, about_id=action.pk)
    if owner != by:
        tell(action, queries.YOURS, owner)
    cases.change(case)
    record("case.action_passed_on", action, by)


@transaction.atomic
def finish(action: PanelAction, *, note: str, by: Membership) -> None:
    """Record that it was done, and what. Raises Refused with the barriers."""
    case = cases.lock(action.case)
    held = PanelAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    found = rules.barriers_to_finishing(note=note, is_done=held.done_at is not None)
    if found:
        raise Refused(*found)
    action.done_at, action.done_by, action.note = timezone.now(), by.user, note
    action.save(update_fields=["done_at", "done_by", "sealed_note"])
    for kind in KINDS:
        notices.done(by.partnership, kind=kind, about_id=action.pk)
    cases.change(case)
    record("case.action_done", action, by)


def tell(action: PanelAction, kind: str, member: Membership) -> None:
    """Show a notice about an action, where its owner records it as done."""
    place = Place("partners:action", (str(action.pk),), action.pk)
    notices.tell(action.case.partnership, kind=kind, place=place, member=member)


def record(name: str, action: PanelAction, by: Membership) -> None:
    audit.note(
        name,
        partnership_id=action.partnership_id,
        about=("panels.PanelAction", [action.pk, action.case_id]),
        by=by.user_id,
    )
