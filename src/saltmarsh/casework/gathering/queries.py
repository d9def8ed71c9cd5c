"""What partners are asked, who owes what by when, and whether the referrer was asked."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.cases.lifecycle import OPEN as OPEN_CASES
from saltmarsh.casework.cases.models import Case, StageChange
from saltmarsh.casework.doors import queries as doors
from saltmarsh.casework.gathering.asking import BASIS, questions_of
from saltmarsh.casework.gathering.lifecycle import OPEN, Sector, Stage
from saltmarsh.casework.gathering.models import (
    InformationRequest,
    InformationRequestQuerySet,
)
from saltmarsh.casework.gathering.rules import Known
from saltmarsh.casework.people import queries as people
from saltmarsh.casework.people.lifecycle import Kind
from saltmarsh.casework.referrals.models import Message, Referral
from saltmarsh.casework.routing.models import Link
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.calendar import working_days
from saltmarsh.foundation.keyring.fields import Erased
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of
from saltmarsh.foundation.prepared import Prepared

DUE_DAYS = Setting(
    "clock.gathering.answer",
    _("Days in which a partner answers a request for information"),
    default=10,
    kind="number",
    hint=_("Working days. Your own limit: no law sets it. The case’s lead owns it."),
)
CHASE_DAYS = Setting(
    "clock.gathering.chase",
    _("Days between reminders to a partner who has not answered"),
    default=3,
    kind="number",
    hint=_("Working days. The first goes out when the day to answer by has passed."),
)
CLOCKS = [DUE_DAYS, CHASE_DAYS]
MOST_CHASED = Setting(
    "gathering.most_chased",
    _("How many reminders a partner is sent"),
    default=3,
    kind="number",
    hint=_("After these, a person rings them."),
)
ADD_DAYS = Setting(
    "gathering.add_days",
    _("Days in which a partner can read their answer again and add to it"),
    default=28,
    kind="number",
    hint=_("A link in an e-mail lasts as long. No law sets it: your authority does."),
)
BASIS_WORDS = Setting(
    "gathering.basis",
    _("The lawful basis that requests name"),
    hint=_(
        "Empty: the words that councils’ published notices use. Your data protection "
        "officer decides."
    ),
)
QUESTIONS = {
    sector: Setting(
        f"gathering.questions.{sector}",
        sector.label,
        hint=_(
            "What this kind of partner is asked, one question on each line. Empty: the "
            "questions that come with the product."
        ),
    )
    for sector in Sector
}
SETTINGS = [MOST_CHASED, ADD_DAYS, BASIS_WORDS, *QUESTIONS.values()]
# The kinds of facts that may tell a partner who a request is about.
KINDS = (Kind.NAME, Kind.BIRTH, Kind.HOME, Kind.SCHOOL)
# How many requests one run of the alarm tells of.
MOST_RUNG = 500
OVERDUE, ESCALATED = "request.overdue", "request.escalated"
ANSWERED = "request.answered"


@dataclass(frozen=True)
class Criteria:
    """What a list of requests is narrowed to. state: "late", "answered", "withdrawn",
    or "" for what is still out.
    """

    sector: str = ""
    state: str = ""


@dataclass(frozen=True)
class AskedAgain:
    """When who made the referral was last asked again, and how: "request" or
    "mailbox".
    """

    when: datetime
    how: str


def questions_for(partnership: Partnership, sector: str) -> str:
    """Return what a partner of this kind is asked, one question on each line."""
    own = value_of(partnership, QUESTIONS[Sector(sector)])
    return str(own) or questions_of(sector)


def basis_for(partnership: Partnership) -> str:
    return str(value_of(partnership, BASIS_WORDS) or BASIS)


def due_on(partnership: Partnership, today: date) -> date:
    """Return the day by which a partner who is asked today is to answer."""
    return working_days.after(today, int(value_of(partnership, DUE_DAYS)))


def readable_since(partnership: Partnership, now: datetime) -> datetime:
    """Return the moment after which an answer was given that can still be added to."""
    return now - timedelta(days=int(value_of(partnership, ADD_DAYS)))


def offered(case: Case, member: Membership, now: datetime) -> list[Known]:
    """Return the facts that may tell a partner who the case is about, of the referrals
    that `member` may see.
    """
    try:
        known = people.known(cases.carried(case, member, now))
    except Erased:
        return []
    every = [one for kind in KINDS for one in known[kind] if not one.is_corrected]
    return list(
        {one.text: Known(key_of(one), one.kind, one.text) for one in every}.values()
    )


def key_of(one: people.Known) -> str:
    """Return what a form calls a fact: another text is another key."""
    return hashlib.sha256(f"{one.kind}:{one.text}".encode()).hexdigest()[:16]


def of_case(case: Case) -> InformationRequestQuerySet:
    """Return the requests of a case, what is out first, and of that what is due first."""
    return out_first(case.information_requests.select_related("by"))


def out_first(requests: InformationRequestQuerySet) -> InformationRequestQuerySet:
    is_out = ExpressionWrapper(Q(stage__in=OPEN), BooleanField())
    return requests.order_by(is_out.desc(), "due_on", "created_at")


def has_open(case: Case) -> bool:
    """Tell whether a partner has not answered yet."""
    return case.information_requests.open().exists()


def listed(
    member: Membership, criteria: Criteria, now: datetime
) -> InformationRequestQuerySet:
    """Return the requests of the cases that `member` may see, the first due first."""
    seen = InformationRequest.objects.seen_by(member, now)
    if criteria.sector:
        seen = seen.filter(sector=criteria.sector)
    chosen = {
        "late": seen.late(timezone.localdate(now)),
        "answered": seen.filter(stage=Stage.ANSWERED),
        "withdrawn": seen.filter(stage=Stage.WITHDRAWN),
    }.get(criteria.state, seen.open())
    return chosen.select_related("case__lead__user").order_by("due_on", "pk")


def late(
    partnership: Partnership, now: datetime, *, untold: str
) -> list[InformationRequest]:
    """Return what partners of open cases have not answered in time, and of which no
    notice of the kind `untold` waits, the longest first.
    """
    told = Notice.objects.waiting().filter(kind=untold, about_id=OuterRef("pk"))
    held = with_whom(partnership, now).exclude(Exists(told))
    return list(held.order_by("due_on", "pk")[:MOST_RUNG])


def to_chase(partnership: Partnership, now: datetime) -> list[InformationRequest]:
    """Return what partners of open cases have not answered in time, without those who
    were reminded often enough; who was reminded last comes last.
    """
    most = int(value_of(partnership, MOST_CHASED))
    held = with_whom(partnership, now).filter(chased__lt=most)
    return list(held.order_by(F("chased_at").asc(nulls_first=True), "pk")[:MOST_RUNG])


def with_whom(partnership: Partnership, now: datetime) -> InformationRequestQuerySet:
    overdue = partnership.information_requests.late(timezone.localdate(now))
    return overdue.filter(case__stage__in=OPEN_CASES).select_related(
        "partnership", "case__partnership", "case__team", "case__lead__user"
    )


def request_at(partnership: Partnership, token: str) -> InformationRequest | None:
    """Return the request that the link `token` opens, unless its time is over. What
    was asked has the link as `link`.
    """
    link: Link | None = doors.any_link_at(partnership, token)
    since = readable_since(partnership, timezone.now())
    readable = partnership.information_requests.readable(since)
    held = readable.filter(links__link=link, contact__isnull=False)
    found: Any = (
        held.select_related("partnership", "case", "contact").first() if link else None
    )
    if found:
        found.link = link
    return found


def newest(held: Any) -> Any:
    return held.order_by("-created_at").values_list("created_at")[:1]


MOMENTS: Prepared[Case] = Prepared(
    lambda case: Case.objects.filter(pk=case).values_list(
        "created_at",
        Subquery(
            newest(
                StageChange.objects.filter(
                    case=case, move__in=("open", "reopen", "decide")
                )
            )
        ),
        Subquery(
            newest(
                InformationRequest.objects.filter(case=case, is_referrer=True).exclude(
                    stage=Stage.WITHDRAWN
                )
            )
        ),
        Subquery(
            newest(
                Message.objects.filter(
                    referral__basis__case=case, kind="question", withdrawn_at=None
                )
            )
        ),
    )
)


def asked_again(case: Case) -> AskedAgain | None:
    """Return when who made the referral was asked again for what the panel decides
    next: since the case was opened or opened again, and since its last decision.

    Counted are a request that is marked as theirs and was not withdrawn, and a question
    in the mailbox of a referral that the case rests on.
    """
    opened, turned, requested, questioned = MOMENTS.tuples(case=case.pk)[0]
    found = [
        AskedAgain(when, how)
        for how, when in (("request", requested), ("mailbox", questioned))
        if when and when > (turned or opened)
    ]
    return max(found, key=lambda one: one.when, default=None)


def hearers(asked: InformationRequest, now: datetime) -> set[Membership]:
    """Return who hears of an answer: the lead, and who asked if they still see the
    case.
    """
    askers = asked.partnership.memberships.active().filter(user=asked.by_id)
    same = Case.objects.filter(pk=asked.case_id)
    seeing = {one for one in askers if same.seen_by(one, now).exists()}
    return {asked.case.lead, *seeing}


def askable(case: Case, member: Membership, now: datetime) -> list[Referral]:
    """Return the referrals that the case rests on and `member` may see."""
    carried = cases.carried(case, member, now)
    return [referral for referral in carried if referral.is_basis]  # type: ignore[attr-defined]
