from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.assessments.models import Need
from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import barred
from saltmarsh.casework.support import queries, rules
from saltmarsh.casework.support.lifecycle import (
    ACTING,
    ENDINGS,
    OPEN,
    START,
    Found,
    State,
)
from saltmarsh.casework.support.models import (
    Action,
    Aim,
    Finding,
    NoAction,
    Passing,
    Plan,
)
from saltmarsh.casework.support.queries import Wanted
from saltmarsh.casework.support.rules import ACTION_WORDS, PLAN_WORDS
from saltmarsh.foundation.accounts import queries as accounts
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.records import Owned
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def plan(
    case: Case, *, words: Mapping[str, str], version: int | None = None, by: Membership
) -> Plan:
    """Write the support plan, or a new version of it; those before are kept.

    Raises Refused with the barriers, and StaleCase.
    """
    held = cases.lock(case, version=version)
    last = queries.newest(case)
    found = rules.barriers_to_planning(words, is_first=last is None, stage=held.stage)
    if found:
        raise Refused(*found)
    made = Plan(
        partnership_id=case.partnership_id,
        case=case,
        number=last.number + 1 if last else 1,
        by=by.user,
    )
    made.words = {name: words.get(name, "") for name in PLAN_WORDS}
    made.save()
    cases.change(case)
    note("case.support_planned", made, case, by)
    return made


@transaction.atomic
def act(
    case: Case, *, wanted: Wanted, version: int | None = None, by: Membership
) -> Action:
    """Put an action on the plan, for the needs that it is to meet. It starts later.

    Raises Refused with the barriers, and StaleCase.
    """
    held = cases.lock(case, version=version)
    found = rules.barriers_to_acting(
        wanted.words, needs=len(wanted.needs), stage=held.stage
    )
    found += rules.barriers_to_dating(wanted.due_on, timezone.localdate())
    if found:
        raise Refused(*found)
    made = Action(
        partnership_id=case.partnership_id,
        case=case,
        provider=wanted.provider,
        due_on=wanted.due_on,
        by=by.user,
    )
    made.words = {name: wanted.words.get(name, "") for name in ACTION_WORDS}
    made.save()
    for need in wanted.needs:
        Aim.objects.create(partnership_id=made.partnership_id, action=made, need=need)
    cases.change(case)
    note("support.planned", made, case, by)
    return made


@transaction.atomic
def start(action: Action, *, by: Membership) -> None:
    """Start an action. Raises Refused without consent that stands, or while support has
    not started, and MoveNotAllowed when it has started or ended.
    """
    case = cases.lock(action.case)
    if found := queries.barriers_to_starting(case):
        raise Refused(*found)
    action.state = ACTING.after(lock(action).state, START)
    action.started_at, action.started_by = timezone.now(), by.user
    action.save(update_fields=["state", "started_at", "started_by"])
    cases.change(case)
    note("support.started", action, case, by)


@transaction.atomic
def end(action: Action, *, state: State, words: str, by: Membership) -> None:
    """Record that an action is done, or stops. Raises Refused without words, and
    MoveNotAllowed when it has ended, or is done without having started.
    """
    case = cases.lock(action.case)
    if found := rules.barriers_to_ending(words):
        raise Refused(*found)
    action.state = ACTING.after(lock(action).state, ENDINGS[state])
    action.ended_at, action.ended_by = timezone.now(), by.user
    action.ending = words
    action.save(update_fields=["state", "ended_at", "ended_by", "sealed_ending"])
    cases.change(case)
    note("support.ended", action, case, by)


@transaction.atomic
def pass_on(
    action: Action, *, provider: Membership, reason: str, by: Membership
) -> Passing:
    """Let a colleague give an action of the plan, which names them as responsible from
    then on. Raises Refused with the barriers.
    """
    case, held = cases.lock(action.case), lock(action)
    before = held.provider
    found = rules.barriers_to_passing_on(
        reason,
        is_open=held.state in OPEN,
        is_colleague=before is not None and accounts.are_colleagues(before, provider),
        is_barred=provider.pk in barred(case),
    )
    if found:
        raise Refused(*found)
    made = Passing(action=action, case=case, before=before, by=by.user)
    made.partnership_id = action.partnership_id
    made.words = {"reason": reason, "person": held.words["person"]}
    made.save()
    action.provider = provider
    action.words = held.words | {"person": str(provider)}
    action.save(update_fields=["provider", "sealed_words"])
    cases.change(case)
    note("support.passed_on", made, case, by)
    return made


def lock(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",)).get(pk=action.pk)


@transaction.atomic
def leave_out(need: Need, *, reason: str, by: Membership) -> NoAction:
    """Record why there is no action for a need."""
    case = cases.lock(need.case)
    if found := rules.barriers_to_leaving_out(reason):
        raise Refused(*found)
    made = NoAction(
        partnership_id=need.partnership_id, case=case, need=need, by=by.user
    )
    made.reason = reason
    made.save()
    cases.change(case)
    note("support.left_out", made, case, by)
    return made


def find(needs: Mapping[Need, Found], *, by: Membership) -> None:
    """Record what a review found of each need."""
    for need, found in needs.items():
        Finding.objects.create(
            partnership_id=need.partnership_id, need=need, found=found, by=by.user
        )


def note(name: str, made: Owned, case: Case, by: Membership) -> None:
    audit.note(
        name,
        partnership_id=made.partnership_id,
        about=(made._meta.label, [made.pk, case.pk]),
        by=by.user_id,
    )
