import uuid
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.cases import clocks, queries, rules
from saltmarsh.casework.cases.lifecycle import (
    ENDED,
    LEAD_BY_POLICE,
    LIFECYCLE,
    LIST,
    REOPEN,
)
from saltmarsh.casework.cases.models import Basis, Case, Grant, Lead, StageChange
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import Move

NEXT_NUMBER = "SELECT nextval('cases_numbers')"


class StaleCase(Refused):
    """Somebody changed the case after the page that sent this was opened."""


@transaction.atomic
def open_case(
    person_id: uuid.UUID,
    *,
    referral: Referral,
    decided: tuple[datetime, User],
    leading: Leading,
    by: User,
) -> Case:
    """Open the case of a person on a section 36 referral, led from its first moment.

    decided: when and by whom the grounds were found met. It belongs to the referral's
    team, and whoever alone may see a restricted referral alone sees the case. Raises
    Refused with the barriers.
    """
    refuse_leading(leading)
    case = Case(
        partnership_id=referral.partnership_id,
        reference=queries.new_reference(referral.partnership_id, next_number()),
        person_id=person_id,
        team_id=referral.team_id,
        lead=leading.member,
        is_restricted=referral.is_restricted,
    )
    case.lead_agency = leading.agency
    case.save(force_insert=True)
    rest(case, referral, decided, by)
    copy_grants(case, referral, by)
    note_lead(case, leading, by)
    trace(case, "open", by)
    wind(case)
    audit.record("case.opened", case, by=by.pk, referral=str(referral.pk))
    return case


def next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER)
        return int(cursor.fetchone()[0])


def rest(
    case: Case, referral: Referral, decided: tuple[datetime, User], by: User
) -> None:
    """Let the case rest on one more section 36 referral."""
    Basis.objects.create(
        partnership_id=case.partnership_id,
        case=case,
        referral=referral,
        decided_at=decided[0],
        decided_by=decided[1],
        by=by,
    )


def copy_grants(case: Case, referral: Referral, by: User) -> None:
    """Let those see a case who alone may see the restricted referral it rests on."""
    if not referral.is_restricted:
        return
    for held in referral.grants.filter(ended_at=None):
        grant = Grant(
            partnership_id=case.partnership_id,
            case=case,
            member_id=held.member_id,
            until=held.until,
            by=by,
        )
        grant.reason = held.reason
        grant.save()


@transaction.atomic
def join(
    case: Case, *, referral: Referral, decided: tuple[datetime, User], by: User
) -> None:
    """Let a further section 36 referral of the person join the case; one that has ended
    is opened again. Its lead is told.
    """
    held = hold(case)
    rest(case, referral, decided, by)
    audit.record("case.joined", case, by=by.pk, referral=str(referral.pk))
    if held.stage in ENDED:
        move(case, REOPEN, by=by)
    else:
        change(case)
    tell_lead(case, "case.joined", by=by)


def refuse_leading(leading: Leading) -> None:
    found = rules.barriers_to_leading(
        agency=leading.agency, has_left=leading.member.left_at is not None
    )
    if found:
        raise Refused(*found)


def barriers_to_owner(case: Case, owner: Membership) -> list[str]:
    """Return why nothing of the case can be given to `owner` to do."""
    seen = Case.objects.seen_by(owner, timezone.now()).filter(pk=case.pk)
    return rules.barriers_to_owning(
        has_left=owner.left_at is not None, may_see=seen.exists()
    )


def note_lead(case: Case, leading: Leading, by: User) -> None:
    """Write down who leads from now on, and tell them."""
    lead = Lead(
        partnership_id=case.partnership_id, case=case, member=leading.member, by=by
    )
    lead.agency = leading.agency
    lead.save()
    tell_lead(case, "case.yours", by=by)


def tell_lead(case: Case, kind: str, *, by: User) -> None:
    """Show the lead person a notice about the case, unless they did it themselves."""
    notices.done(case.partnership, kind=kind, about_id=case.pk)
    if case.lead.user_id != by.pk:
        notices.tell(case.partnership, kind=kind, place=place(case), member=case.lead)


def place(case: Case) -> Place:
    return Place("desk:case", (case.reference,), case.pk)


def lock(case: Case, *, version: int | None = None) -> Case:
    """Return the case as the database now has it, held for whoever works on it.

    Raises StaleCase as `hold` does, and Refused where another panel has it now.
    """
    held = hold(case, version=version)
    if found := rules.barriers_to_writing(stage=held.stage):
        raise Refused(*found)
    return held


def hold(case: Case, *, version: int | None = None) -> Case:
    """Return the case as the database now has it, held until the transaction ends.

    version: what the page that asked had seen. Raises StaleCase when that is not what
    the database has.
    """
    every = Case.objects.select_for_update(of=("self",))
    held = every.get(pk=case.pk, partnership_id=case.partnership_id)
    if version is not None and held.version != version:
        raise StaleCase(_("Somebody changed this case while you were writing."))
    return held


@transaction.atomic
def move(
    case: Case, step: Move, *, reasons: str = "", gone_to: str = "", by: User
) -> None:
    """Take the case one step along its lifecycle, note who took it and why, and set
    its clock anew. Raises MoveNotAllowed from any other stage.
    """
    change(case, stage=LIFECYCLE.after(hold(case).stage, step))
    trace(case, step.name, by, reasons=reasons, gone_to=gone_to)
    wind(case)
    audit.record("case.moved", case, by=by.pk, move=step.name)


def trace(case: Case, name: str, by: User, **words: str) -> None:
    made = StageChange(
        partnership_id=case.partnership_id,
        case=case,
        move=name,
        stage=case.stage,
        by=by,
    )
    for column, text in words.items():
        if text:
            setattr(made, column, text)
    made.save()


def change(case: Case, **values: Any) -> None:
    """Change the case and count the change. The caller locks, and notes who did what."""
    for name, value in values.items():
        setattr(case, name, value)
    case.version = F("version") + 1
    # An open case may be due; the clock of one that ends stops with it.
    if values.get("stage") in ENDED:
        case.due_at, case.due_for = None, ""
    case.save(update_fields=[*values, "version", "due_at", "due_for"])
    case.refresh_from_db(fields=["version"])


def wind(case: Case) -> None:
    """Set the clock to what the case waits for, and silence what rang about it."""
    due_at, code = clocks.of_stage(case.partnership, case.stage, timezone.now())
    wait(case, code, due_at)


def wait(case: Case, code: str, due_at: datetime | None) -> None:
    """Let the case wait for one of DUE_FOR until a moment."""
    case.due_at, case.due_for = due_at, code
    case.save(update_fields=["due_at", "due_for"])
    for kind in (queries.OVERDUE, queries.ESCALATED):
        notices.done(case.partnership, kind=kind, about_id=case.pk)


@transaction.atomic
def list_for_panel(
    case: Case, *, reasons: str, version: int | None, by: Membership
) -> None:
    """List the case for the panel's next meeting."""
    lock(case, version=version)
    move(case, LIST, reasons=reasons, by=by.user)


@transaction.atomic
def leave(
    case: Case,
    *,
    to: str,
    reasons: str,
    version: int | None,
    by: Membership,
) -> None:
    """Let the police lead from now on. to: which team of theirs, in words.

    Raises Refused with the barriers.
    """
    lock(case, version=version)
    if found := rules.barriers_to_leaving(reasons=reasons):
        raise Refused(*found)
    move(case, LEAD_BY_POLICE, reasons=reasons, gone_to=to, by=by.user)
