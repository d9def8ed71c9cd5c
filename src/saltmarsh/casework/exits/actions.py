from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases import lifecycle as stages
from saltmarsh.casework.cases import queries as held_cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.complaints import queries as complaints
from saltmarsh.casework.exits import queries, rules
from saltmarsh.casework.exits.lifecycle import (
    CLOSING,
    CONFIRM,
    DECLINE,
    MONTHS,
    RESULTS,
    REVIEWING,
    SETTLE,
    Held,
    State,
)
from saltmarsh.casework.exits.models import Closure, Review
from saltmarsh.casework.exits.rules import OPEN_WORK, Closing
from saltmarsh.casework.likenesses import rules as likenesses
from saltmarsh.casework.links.models import Link
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def close(
    case: Case, *, closing: Closing, version: int | None = None, by: Membership
) -> Closure:
    """Close the case or, after more than one referral, ask a second person to.

    Raises Refused with the barriers, MoveNotAllowed at another stage, and StaleCase.
    """
    held = cases.lock(case, version=version)
    stages.LIFECYCLE.after(held.stage, stages.CLOSE)
    is_about_them = complaints.is_open_about(case, by)
    found = rules.barriers_of_complaint(is_about_them=is_about_them)
    found += rules.barriers_to_closing(
        closing,
        has_open_work=queries.has_open_work(case),
        is_asked=queries.wish(case) is not None,
        undecided=len(queries.undecided(case, by, timezone.now())),
    )
    if found:
        raise Refused(*found)
    made = Closure(
        partnership_id=case.partnership_id, case=case, code=closing.code, by=by.user
    )
    words = {**closing.reasons, OPEN_WORK: closing.open_work}
    made.words = {name: text for name, text in words.items() if text.strip()}
    made.save()
    note("case.closing_asked", made, by)
    if queries.is_repeat(case):
        cases.change(case)
    else:
        settle(made, State.CLOSED, "", by)
    return made


@transaction.atomic
def answer(
    case: Case, *, agrees: bool, words: str, version: int | None, by: Membership
) -> None:
    """Close the case as the second person, or decline to. Raises Refused for whoever
    asked, and when nobody asks.
    """
    cases.lock(case, version=version)
    made = queries.wish(case)
    if made is None:
        raise Refused(_("Nobody is asking to close this case"))
    made.case = case
    found = rules.barriers_to_second(asked_by=made.by_id, by=by.user_id, words=words)
    if agrees:
        found += barriers_to_confirming(made, by)
    if found:
        raise Refused(*found)
    settle(made, State.CLOSED if agrees else State.DECLINED, words, by)


def barriers_to_confirming(made: Closure, by: Membership) -> list[str]:
    """Return what came since somebody asked to close the case, and stands in the way."""
    case = made.case
    is_about_them = complaints.is_open_about(case, by)
    found = rules.barriers_of_complaint(is_about_them=is_about_them)
    undecided = len(queries.undecided(case, by, timezone.now()))
    found += likenesses.barriers_to_closing(undecided)
    return found + rules.barriers_to_confirming(
        has_open_work=queries.has_open_work(case),
        is_explained=OPEN_WORK in made.words,
    )


def settle(made: Closure, state: State, words: str, by: Membership) -> None:
    step = CONFIRM if state == State.CLOSED else DECLINE
    made.state = CLOSING.after(made.state, step)
    made.answered_at, made.answered_by = timezone.now(), by.user
    if words:
        made.answer = words
    made.save()
    note("case.closing_answered", made, by)
    if state == State.CLOSED:
        cases.move(made.case, stages.CLOSE, by=by.user)
        plan(made)
    else:
        cases.change(made.case)


def plan(made: Closure) -> None:
    """Bring the reviews after the closure into being; the lead owns them."""
    today = timezone.localdate()
    for months in MONTHS:
        Review.objects.create(
            partnership_id=made.partnership_id,
            case=made.case,
            closure=made,
            months=months,
            due_on=rules.months_after(today, months),
            owner=made.case.lead,
        )


@transaction.atomic
def review(task: Review, *, result: Held, reasons: str, by: Membership) -> None:
    """Record that a review was held and what came of it, or why it is not held. Raises
    Refused without reasons, and MoveNotAllowed when it is not due.
    """
    case = cases.hold(task.case)
    if found := rules.barriers_to_reviewing(reasons=reasons):
        raise Refused(*found)
    held = Review.objects.select_for_update(of=("self",)).get(pk=task.pk)
    task.state = REVIEWING.after(held.state, RESULTS[result])
    task.done_at, task.done_by, task.reasons = timezone.now(), by.user, reasons
    task.save(update_fields=["state", "done_at", "done_by", "sealed_reasons"])
    for kind in (queries.OVERDUE, queries.ESCALATED):
        notices.done(by.partnership, kind=kind, about_id=task.pk)
    heard(case)
    audit.record("case.reviewed", case, by=by.user_id, result=task.state)
    if result == Held.REOPEN and case.stage in stages.ENDED:
        cases.move(case, stages.REOPEN, by=by.user)
    else:
        cases.change(case)


def ask_again(partnership: Partnership) -> int:
    """Let somebody look again at each case that has ended and whose person was referred
    again since; return how many. What nobody may see both of waits until somebody may.
    """
    for task in queries.to_settle(partnership):
        settle_review(task)
    for task in queries.asking(partnership):
        keep_to_who_may_see(task)
    return sum(map(ask_about, queries.unasked(partnership)))


@transaction.atomic
def ask_about(link: Link) -> bool:
    found = held_cases.of_person(link.person_id)
    assert found is not None  # noqa: S101 - so were the links found
    case, now = cases.hold(found), timezone.now()
    hearing = queries.hearing(case, link.referral, now)
    if not hearing:
        return False
    until = clocks.runs_out(case.partnership, queries.LOOK_AGAIN, now)
    Review.objects.create(
        partnership_id=link.partnership_id,
        case=case,
        link=link,
        due_on=clocks.last_day(until),
        owner=hearing[0],
    )
    tell(case, hearing)
    audit.record("case.asked_again", case, by=None, by_kind="system")
    return True


def tell(case: Case, hearing: Sequence[Membership]) -> None:
    place = Place("desk:case", (case.reference,), case.pk)
    for member in hearing:
        notices.tell(
            case.partnership, kind=queries.ASKED_AGAIN, place=place, member=member
        )


def keep_to_who_may_see(task: Review) -> None:
    """Give the review to somebody who may see what it asks about, when its owner may
    not any more.
    """
    assert task.link is not None  # noqa: S101 - so were the reviews found
    hearing = queries.hearing(task.case, task.link.referral, timezone.now())
    if hearing and task.owner not in hearing:
        task.owner = hearing[0]
        task.save(update_fields=["owner"])
        tell(task.case, hearing)


def settle_review(task: Review) -> None:
    task.state = REVIEWING.after(task.state, SETTLE)
    task.done_at = timezone.now()
    task.save(update_fields=["state", "done_at"])
    heard(task.case)
    for kind in (queries.OVERDUE, queries.ESCALATED):
        notices.done(task.case.partnership, kind=kind, about_id=task.pk)


def heard(case: Case) -> None:
    """Take the notices of further referrals away once none of them asks any more."""
    if not case.reviews.due().asked_again().exists():
        kind = queries.ASKED_AGAIN
        notices.done(case.partnership, kind=kind, about_id=case.pk)


@transaction.atomic
def extend(
    case: Case, *, months: int, reasons: str, version: int | None = None, by: Membership
) -> Review:
    """Look again at a closed case once more, up to two years after it was closed.

    Raises Refused with the barriers, and StaleCase.
    """
    held, closure = cases.lock(case, version=version), queries.last(case)
    reviews = {each.months for each in closure.reviews.all()} if closure else set()
    found = rules.barriers_to_extending(
        months,
        planned=reviews,
        is_closed=closure is not None and held.stage == stages.Stage.CLOSED,
        reasons=reasons,
    )
    if found or closure is None or closure.answered_at is None:
        raise Refused(*found)
    closed_on = timezone.localdate(closure.answered_at)
    made = Review(
        partnership_id=case.partnership_id,
        case=case,
        closure=closure,
        months=months,
        due_on=rules.months_after(closed_on, months),
        owner=held.lead,
        extended_by=by.user,
    )
    made.extension = reasons
    made.save()
    cases.change(case)
    audit.record("case.reviews_extended", case, by=by.user_id, months=str(months))
    return made


def note(name: str, made: Closure, by: Membership) -> None:
    audit.note(
        name,
        partnership_id=made.partnership_id,
        about=("exits.Closure", [made.pk, made.case_id]),
        by=by.user_id,
        code=made.code,
        state=made.state,
    )
