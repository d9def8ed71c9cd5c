"""What a hand-over pack holds, as it stands now: texts, for people to read."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from saltmarsh.casework.assessments import queries as assessments
from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.cases.models import Basis, Case
from saltmarsh.casework.people import queries as people
from saltmarsh.casework.people.lifecycle import Kind
from saltmarsh.casework.referrals import queries as told
from saltmarsh.casework.referrals import telling
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.support import queries as support
from saltmarsh.casework.support.lifecycle import Found
from saltmarsh.casework.transfers.lifecycle import Part
from saltmarsh.casework.triage.kinds import code_in_words
from saltmarsh.foundation.accounts.models import Membership

Rows = list[dict[str, str]]
# A row that is left out where nothing is told.
Told = tuple[Any, Any]


def pack(case: Case, parts: Sequence[str], by: Membership) -> list[dict[str, Any]]:
    """Return the chosen parts of the pack, of the referrals that `by` may see."""
    carried = cases.carried(case, by, timezone.now())
    sections: list[dict[str, Any]] = []
    for part in Part:
        if part in parts:
            title = str(part.label)
            sections.append(
                {"part": str(part), "title": title, "rows": OF[part](case, carried)}
            )
    return sections


def record(case: Case, parts: Sequence[str]) -> dict[str, Any]:
    """Return the section 36 referral that the case rests on, to be kept there: who the
    person is, as told, and all that was told where that part is chosen.
    """
    basis = basis_of(case)
    referral = basis.referral
    asked = told.schema_of(referral.schema_id)
    is_all = Part.REFERRALS in parts
    return {
        "reference": referral.reference,
        "case": case.reference,
        "version": referral.schema.version,
        "received_at": referral.received_at.isoformat(),
        "decided_on": timezone.localdate(basis.decided_at).isoformat(),
        "decided_by": str(basis.decided_by),
        "answers": {
            name: answer
            for name, answer in referral.answers.items()
            if is_all or asked.questions[name].identity
        },
        "identity": {
            str(asked.questions[name].identity): answer
            for name, answer in referral.answers.items()
            if asked.questions[name].identity
        },
    }


def basis_is_seen(case: Case, by: Membership) -> bool:
    """Tell whether `by` may see the referral that would be handed over."""
    seen = Referral.objects.seen_by(by, timezone.now())
    return seen.filter(pk=basis_of(case).referral_id).exists()


def basis_of(case: Case) -> Basis:
    """Return the newest section 36 referral that the case rests on."""
    held = case.bases.select_related("referral__schema", "decided_by")
    return held.latest("created_at")


def rows(*known: Told) -> Rows:
    return [{"key": str(key), "value": str(value)} for key, value in known if value]


def day(value: date | datetime | None) -> str:
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return date_format(value, "j F Y") if value else ""


def identity(_case: Case, carried: list[Referral]) -> Rows:
    known = people.known(carried)
    every = {
        (str(kind.label), one.text): None
        for kind in Kind
        for one in known[kind]
        if not one.is_corrected
    }
    return rows(*every)


def referrals(_case: Case, carried: list[Referral]) -> Rows:
    return [row for one in carried for row in of_referral(one)]


def of_referral(referral: Referral) -> Rows:
    """Return what one referral told; whoever sent it is no part of it."""
    asked, door = told.schema_of(referral.schema_id), told.door_of(referral)
    said = telling.said(asked, referral.answers, door)
    kept = [(one.question, one.answer) for one in said if not one.apart]
    title = _("Referral %(reference)s") % {"reference": referral.reference}
    return rows((title, day(referral.received_at)), *kept)


def decisions(case: Case, carried: list[Referral]) -> Rows:
    found = [row for one in carried for row in of_triage(one)]
    for each in case.panel_decisions.order_by("created_at"):
        words = each.words
        found += rows(
            (_("The panel decided"), each.get_outcome_display()),
            (_("Met on"), day(each.decided_on)),
            (_("Reasons"), words["reasons"]),
            (_("Dissent"), words["dissent"]),
        )
    return found


def of_triage(referral: Referral) -> Rows:
    found: Rows = []
    for each in referral.decisions.order_by("created_at"):
        what = [each.get_kind_display(), code_in_words(each.kind, each.code)]
        found += rows(
            (day(each.created_at), ": ".join(filter(None, map(str, what)))),
            (_("Reasons"), each.reasons),
        )
    return found


def summaries(case: Case, _carried: list[Referral]) -> Rows:
    found: Rows = []
    for one in assessments.shown(case):
        words = one.assessment.words
        found += rows(
            (_("Assessed on"), day(one.assessment.made_on)),
            (_("Framework"), f"{words['framework']} {words['version']}"),
            (_("By"), words["assessed_by"]),
            (_("Outcome"), words["outcome"]),
            (_("Summary"), words["summary"]),
            (_("Protective factors"), words["protective"]),
            *((_("Added later"), each.text) for each in one.addenda),
        )
    return found


def needs(case: Case, _carried: list[Referral]) -> Rows:
    every = list(support.needs(case))
    return [
        {
            "key": _("Need %(number)d") % {"number": number},
            "value": "\n".join(filter(None, [need.text, in_words(need.found)])),
        }
        for number, need in enumerate(every, start=1)
    ]


def in_words(found: str) -> str:
    return str(Found(found).label) if found else ""


def plan(case: Case, _carried: list[Referral]) -> Rows:
    newest = support.newest(case)
    words = newest.words if newest else {}
    found = rows(
        (_("Nature of the support"), words.get("nature")),
        (_("Who is responsible"), words.get("responsible")),
        (_("How and when"), words.get("how")),
    )
    for each in case.support_actions.order_by("created_at"):
        told = each.words
        who = ", ".join((told["person"], told["agency"]))
        stands = str(each.get_state_display())
        found += rows((told["what"], f"{who}\n{told['how']}\n{stands}"))
    return found


def consent(case: Case, _carried: list[Referral]) -> Rows:
    found: Rows = []
    for each in case.consents.order_by("created_at"):
        words = each.words
        found += rows(
            (_("Answer"), each.get_state_display()),
            (_("Answered on"), day(each.answered_on)),
            (_("Given by"), each.get_giver_display()),
            (_("Explained"), words["explained"]),
            (_("Who may be told"), words["who_is_told"]),
            (_("Withdrawn on"), day(each.withdrawn_on)),
        )
    return found


def work(case: Case, _carried: list[Referral]) -> Rows:
    waits = [(day(each.due_on), _("Review")) for each in case.reviews.due()]
    given = case.panel_actions.waiting().order_by("due_on")
    waits += [(day(each.due_on), each.text) for each in given]
    return rows(*waits)


OF: dict[str, Callable[[Case, list[Referral]], Rows]] = {
    Part.IDENTITY: identity,
    Part.REFERRALS: referrals,
    Part.DECISIONS: decisions,
    Part.ASSESSMENTS: summaries,
    Part.NEEDS: needs,
    Part.PLAN: plan,
    Part.CONSENT: consent,
    Part.WORK: work,
}
