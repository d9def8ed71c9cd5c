from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.notes import actions as notes
from saltmarsh.casework.onward import actions as onward
from saltmarsh.casework.onward.models import OnwardReferral
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals import letters, lifecycle
from saltmarsh.casework.referrals import queries as told
from saltmarsh.casework.referrals.actions import Arrival, Sent
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Draft, Referral
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing import queries as routes
from saltmarsh.casework.triage import clocks, queries, rules
from saltmarsh.casework.triage.kinds import Grounds, Kind
from saltmarsh.casework.triage.models import Decision
from saltmarsh.casework.triage.queries import Decider, PoliceAnswer, Why
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import Move
from saltmarsh.foundation.writing import at_once


@at_once
def receive(draft: Draft, *, arrival: Arrival, by: Membership | None = None) -> Sent:
    """Submit a referral: keep it, start its first clock, and queue its deliveries.

    However often it is called for one draft, there is one referral. What waits in
    the quarantine box goes nowhere until a person has read it.
    """
    team = routes.home_team(draft.partnership)
    due = None if arrival.quarantine else first_clock(draft.partnership)
    sent = referrals.send(draft, team=team, arrival=arrival, due=due, by=by)
    if sent.is_new and sent.referral.stage == Stage.RECEIVED:
        set_out(sent.referral, sent.answers)
    return sent


def first_clock(partnership: Partnership) -> tuple[datetime, str]:
    """Return when a referral received now is due, and for what."""
    [step] = clocks.of_stage(partnership, Stage.RECEIVED, timezone.now())
    return step.at, step.code


def set_out(referral: Referral, answers: dict[str, Any]) -> None:
    """Send a new referral, of which `answers` tell, where it goes at once."""
    age, area = told.age_and_area(referral, answers)
    routing.queue(referral, age=age, area=area or "")


@transaction.atomic
def wind(referral: Referral) -> None:
    """Set the clock to what is due first, and silence what rang about it."""
    steps = queries.steps(referral)
    step = clocks.first(steps)
    referral.due_at, referral.due_for = (step.at, step.code) if step else (None, "")
    owed = [each.at for each in steps if each.code == "feedback"]
    referral.feedback_due_at = owed[0] if owed else None
    referral.save(update_fields=["due_at", "due_for", "feedback_due_at"])
    notices.done(referral.partnership, kind=queries.OVERDUE, about_id=referral.pk)
    if not owed:
        over = queries.FEEDBACK_OVERDUE
        notices.done(referral.partnership, kind=over, about_id=referral.pk)


@transaction.atomic
def decide(
    referral: Referral, kind: str, *, why: Why, by: Decider, **known: Any
) -> Decision:
    """Write down one decision. known: `code` and other columns, and `details`.

    Raises Refused when no reasons are given.
    """
    if found := rules.barriers_to_writing(kind, why.reasons):
        raise Refused(*found)
    decision = Decision(
        partnership_id=referral.partnership_id,
        referral=referral,
        kind=kind,
        by=by.member.user,
        role=by.member.role,
    )
    sealed = {"details": {}, "options": why.options, "reasons": why.reasons}
    for name, value in (sealed | known).items():
        setattr(decision, name, value)
    decision.save()
    audit.note(
        f"referral.{kind}",
        partnership_id=referral.partnership_id,
        about=("triage.Decision", [decision.pk, referral.pk]),
        by=by.member.user_id,
        code=decision.code,
    )
    return decision


def step(referral: Referral, move: Move, by: Decider) -> None:
    """Lock the referral at the version that was seen, and move it on."""
    referrals.lock(referral, version=by.version)
    referrals.move(referral, move, by=by.member.user)


def beside(
    referral: Referral, by: Decider, *, stages: frozenset[Stage] = lifecycle.WORKED_ON
) -> None:
    """Lock the referral for a decision that leaves it at its stage, and count it.

    Raises Refused where the stage, as the database now has it, is none of `stages`.
    """
    held = referrals.lock(referral, version=by.version)
    if found := rules.barriers_to_deciding(held.stage, stages):
        raise Refused(*found)
    referrals.change(referral)


@transaction.atomic
def acknowledge(referral: Referral, *, why: Why, by: Decider) -> Decision:
    """Say that a person has read the referral and is looking at it."""
    step(referral, lifecycle.ACKNOWLEDGE, by)
    routing.acknowledge_for(referral, by=by.member)
    decision = decide(referral, Kind.ACKNOWLEDGED, why=why, by=by)
    wind(referral)
    return decision


@transaction.atomic
def pass_to_police(referral: Referral, *, why: Why, by: Decider) -> Decision:
    """Pass the referral to the police for deconfliction and gateway assessment."""
    step(referral, lifecycle.PASS_TO_POLICE, by)
    decision = decide(referral, Kind.WITH_POLICE, why=why, by=by)
    wind(referral)
    return decision


@transaction.atomic
def record_police_outcome(
    referral: Referral, *, answer: PoliceAnswer, why: Why, by: Decider
) -> Decision:
    """Record what the police found. Raises Refused with the barriers."""
    found = rules.barriers_to_outcome(
        deconfliction=answer.deconfliction,
        code=answer.code,
        assessed_on=answer.assessed_on,
        today=timezone.localdate(),
    )
    if found:
        raise Refused(*found)
    step(referral, lifecycle.RECORD_OUTCOME, by)
    decision = decide(
        referral,
        Kind.POLICE_OUTCOME,
        why=why,
        by=by,
        code=answer.code,
        deconfliction=answer.deconfliction,
        assessed_on=answer.assessed_on,
    )
    wind(referral)
    return decision


@transaction.atomic
def ask_for_more(
    referral: Referral, *, of_referrer: str, of_team: str, why: Why, by: Decider
) -> Decision:
    """Ask the referrer in their mailbox, somebody else by a note, or both.

    Raises Refused when neither is asked anything.
    """
    if found := rules.barriers_to_asking(of_referrer=of_referrer, of_team=of_team):
        raise Refused(*found)
    beside(referral, by, stages=lifecycle.NEW | lifecycle.WORKED_ON)
    message = None
    if of_referrer.strip():
        message = letters.ask(referral, text=of_referrer, by=by.member.user)
    if of_team.strip():
        notes.ask(referral, text=of_team, by=by.member.user)
    decision = decide(referral, Kind.MORE_INFORMATION, why=why, by=by, message=message)
    wind(referral)
    return decision


@transaction.atomic
def refer_on(
    referral: Referral,
    *,
    service: dict[str, str],
    chase_on: date,
    why: Why,
    by: Decider,
) -> Decision:
    """Ask another service to help, and follow it until it answers.

    service: as `onward.ask` takes it. Raises Refused with the barriers.
    """
    step(referral, lifecycle.REFER_ON, by)
    user = by.member.user
    onward.ask(
        referral, service=service, reason=why.reasons, chase_on=chase_on, by=user
    )
    details = {"service": service["name"], "contact": service["contact"]}
    decision = decide(
        referral, Kind.REFERRED_ON, why=why, by=by, code=service["way"], details=details
    )
    wind(referral)
    return decision


@transaction.atomic
def record_answer(
    asked: OnwardReferral, *, stage: str, words: str, by: Decider
) -> None:
    """Record what a service answered."""
    referrals.lock(asked.referral, version=by.version)
    onward.answer(asked, stage=stage, words=words, by=by.member.user)
    referrals.change(asked.referral)
    wind(asked.referral)


@transaction.atomic
def find_below(
    referral: Referral, *, review_on: date, lead_agency: str, why: Why, by: Decider
) -> Decision:
    """Find the referral below the threshold, with an agency that leads and a day to
    look again. Raises Refused with the barriers.
    """
    known: dict[str, Any] = {"review_on": review_on, "lead_agency": lead_agency}
    if found := rules.barriers_to_reviewing(**known, today=timezone.localdate()):
        raise Refused(*found)
    step(referral, lifecycle.FIND_BELOW, by)
    decision = decide(referral, Kind.BELOW_THRESHOLD, why=why, by=by, **known)
    wind(referral)
    return decision


@transaction.atomic
def decide_section_36(
    referral: Referral, *, code: str, why: Why, by: Decider
) -> Decision:
    """Decide whether the grounds of section 36 are met. Only *met* moves it on."""
    if code == Grounds.MET:
        step(referral, lifecycle.FIND_MET, by)
    else:
        beside(referral, by)
    decision = decide(referral, Kind.SECTION_36, why=why, by=by, code=code)
    wind(referral)
    return decision


@transaction.atomic
def record_quality(referral: Referral, *, code: str, why: Why, by: Decider) -> Decision:
    """Find that the referral was mistaken, misguided or malicious. It stays where it
    is: what follows from that is another decision.
    """
    beside(referral, by)
    decision = decide(referral, Kind.QUALITY, why=why, by=by, code=code)
    wind(referral)
    return decision


@transaction.atomic
def release(referral: Referral, *, why: Why, by: Decider) -> Decision:
    """Let a referral out of the quarantine box, on the way that every other takes."""
    step(referral, lifecycle.RELEASE, by)
    decision = decide(referral, Kind.RELEASED, why=why, by=by)
    referral.due_at, referral.due_for = first_clock(referral.partnership)
    referral.save(update_fields=["due_at", "due_for"])
    set_out(referral, referral.answers)
    return decision


@transaction.atomic
def put_away(referral: Referral, *, why: Why, by: Decider) -> Decision:
    """Close a referral that is in the quarantine box, and no other; it is kept."""
    beside(referral, by, stages=frozenset({Stage.QUARANTINED}))
    referrals.move(referral, lifecycle.CLOSE, by=by.member.user)
    decision = decide(referral, Kind.CLOSED, why=why, by=by, code="quarantine")
    wind(referral)
    return decision


@transaction.atomic
def number(referral: Referral, *, text: str, by: Decider) -> None:
    """Note the reference that the national record has for the referral; "" for none."""
    referrals.lock(referral, version=by.version)
    referral.national_reference = text.strip()
    sealed = referral.sealed_national_reference
    referrals.change(referral, sealed_national_reference=sealed)
    audit.record("referral.numbered", referral, by=by.member.user_id)
