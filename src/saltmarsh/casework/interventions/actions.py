import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.interventions import briefings, queries, rules
from saltmarsh.casework.interventions.lifecycle import MEETING, OUTCOMES, State
from saltmarsh.casework.interventions.models import Briefing, Explanation, Session
from saltmarsh.casework.interventions.rules import Outcome
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support.models import Action
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.records import Owned
from saltmarsh.foundation.refusals import Refused

BRIEFED = "support.briefed"
MISSED = "support.missed"
TO_BRIEF = "support.to_brief"


@transaction.atomic
def brief(action: Action, *, text: str, by: Membership) -> Briefing:
    """Brief an action's intervention provider in writing. They are told, and nothing is
    recorded of a session before they have said that they have read it.
    """
    provider = action.provider
    found = rules.barriers_to_briefing(text, has_provider=provider is not None)
    if found:
        raise Refused(*found)
    made = Briefing(
        partnership_id=action.partnership_id,
        case_id=action.case_id,
        action=action,
        by=by.user,
    )
    made.text = text
    made.save()
    notices.done(by.partnership, kind=TO_BRIEF, about_id=action.pk)
    place = Place("partners:support-one", (str(action.pk),), action.pk)
    notices.tell(by.partnership, kind=BRIEFED, place=place, member=provider)
    note("support.briefed", made, action.case_id, by)
    return made


@transaction.atomic
def pass_on(
    action: Action, *, provider: Membership, reason: str, by: Membership
) -> None:
    """Let a colleague give an action of the plan. No session is recorded before they
    are briefed anew and have read it; the lead is told so. Raises Refused.
    """
    support.pass_on(action, provider=provider, reason=reason, by=by)
    notices.done(by.partnership, kind=BRIEFED, about_id=action.pk)
    for session in action.sessions.planned():
        notices.done(by.partnership, kind=queries.REPORT_DUE, about_id=session.pk)
    case, arguments = action.case, (action.case.reference, str(action.pk))
    place = Place("desk:case-brief", arguments, action.pk)
    notices.tell(by.partnership, kind=TO_BRIEF, place=place, member=case.lead)


@transaction.atomic
def acknowledge(action: Action, *, by: Membership) -> None:
    """Note that the provider has read every briefing of the action that is theirs."""
    for unread in action.briefings.standing().unread().select_for_update():
        unread.acknowledged_at, unread.acknowledged_by = timezone.now(), by.user
        unread.save(update_fields=["acknowledged_at", "acknowledged_by"])
        note("support.briefing_read", unread, action.case_id, by)
    notices.done(by.partnership, kind=BRIEFED, about_id=action.pk)


@transaction.atomic
def plan(action: Action, *, on: date, by: Membership) -> Session:
    """Plan a session. Raises Refused with the barriers."""
    held = locked(action)
    found = barriers_to_contact(held)
    stage, today = held.case.stage, timezone.localdate()
    if found := [*found, *rules.barriers_to_planning(on, stage=stage, today=today)]:
        raise Refused(*found)
    made = Session.objects.create(
        partnership_id=held.partnership_id,
        case_id=held.case_id,
        action=held,
        planned_for=on,
        by=by.user,
    )
    note("support.session_planned", made, held.case_id, by)
    return made


@transaction.atomic
def record(session: Session, *, outcome: Outcome, by: Membership) -> None:
    """Record that a planned session was held, with a short report, or why it was not.

    The lead is told of one that was not. Raises Refused with the barriers, and
    MoveNotAllowed when it was recorded already.
    """
    action = locked(session.action)
    refuse(action, outcome)
    kept = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    session.state = MEETING.after(kept.state, OUTCOMES[State(outcome.state)])
    settle(session, outcome, by)
    for kind in queries.ABOUT_REPORTS:
        notices.done(by.partnership, kind=kind, about_id=session.pk)
    if session.state == State.MISSED and by != action.case.lead:
        lead, place = action.case.lead, cases.place(action.case)
        notices.tell(by.partnership, kind=MISSED, place=place, member=lead)


@transaction.atomic
def log(action: Action, *, on: date, report: str, by: Membership) -> Session:
    """Record that another agency was in contact with the person."""
    held, outcome = locked(action), Outcome(State.HELD, report, on)
    refuse(held, outcome)
    made = Session(
        partnership_id=held.partnership_id,
        case_id=held.case_id,
        action=held,
        state=State.HELD,
        by=by.user,
    )
    settle(made, outcome, by)
    return made


def locked(action: Action) -> Action:
    """Return the action as the database has it, its case held until the end."""
    case = cases.lock(action.case)
    held = Action.objects.get(pk=action.pk)
    held.case = case
    return held


def refuse(action: Action, outcome: Outcome) -> None:
    found = barriers_to_contact(action)
    found += rules.barriers_to_recording(outcome, timezone.localdate())
    if found:
        raise Refused(*found)


def barriers_to_contact(action: Action) -> list[str]:
    """Return why nothing can be recorded of a contact under this action."""
    return rules.barriers_to_contact(
        is_briefed=briefings.is_briefed(action), action=action.state
    )


def settle(session: Session, outcome: Outcome, by: Membership) -> None:
    session.held_on = outcome.on if session.state == State.HELD else None
    session.recorded_at, session.recorded_by = timezone.now(), by.user
    session.report = outcome.report
    session.save()
    if session.state == State.HELD:
        hush(session.case)
    note("support.session_recorded", session, session.case_id, by)


@transaction.atomic
def explain(case: Case, *, text: str, by: Membership) -> Explanation:
    """Explain in writing why there was no contact. Silence begins anew."""
    cases.lock(case)
    if found := rules.barriers_to_explaining(text):
        raise Refused(*found)
    made = Explanation(partnership_id=case.partnership_id, case=case, by=by.user)
    made.text = text
    made.save()
    hush(case)
    note("support.silence_explained", made, case.pk, by)
    return made


def hush(case: Case) -> None:
    """Take away what rang about silence, unless it goes on: a provider who stays away
    is no less silent because others met the person.
    """
    contact = queries.contact(case, timezone.now())
    goes_on = contact is not None and contact.is_ringing
    over = [] if goes_on else [queries.SILENT, queries.ESCALATED]
    for kind in [*over, MISSED]:
        notices.done(case.partnership, kind=kind, about_id=case.pk)


def note(name: str, made: Owned, case_id: uuid.UUID, by: Membership) -> None:
    audit.note(
        name,
        partnership_id=made.partnership_id,
        about=(made._meta.label, [made.pk, case_id]),
        by=by.user_id,
    )
