"""The paper of a case: its summary, made from the record, for those who come."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from saltmarsh.casework.assessments import queries as assessments
from saltmarsh.casework.assessments.queries import Shown as Assessed
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.gathering import queries as gathering
from saltmarsh.casework.interventions import queries as interventions
from saltmarsh.casework.interventions.queries import Contact
from saltmarsh.casework.links.models import Link
from saltmarsh.casework.meetings.lifecycle import State
from saltmarsh.casework.meetings.models import Item, Minute
from saltmarsh.casework.people import queries as people
from saltmarsh.casework.people.lifecycle import Kind
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.support import queries as support
from saltmarsh.casework.support.models import Action, Plan
from saltmarsh.casework.triage.kinds import Kind as Decided
from saltmarsh.casework.triage.models import Decision
from saltmarsh.foundation.documents import queries as documents
from saltmarsh.foundation.documents.queries import Shown
from saltmarsh.foundation.keyring import queries as keyring

# What of the person is told: who they are, and no way to reach them.
WHO = (Kind.NAME, Kind.BIRTH, Kind.SCHOOL, Kind.EMPLOYER)
MOST_MINUTES = 10


@dataclass(frozen=True)
class Paper:
    """What those who come to a meeting read of a case.

    who: [(what, [texts])], as told and as it became known. grounds: the newest section
    36 decision of each referral. gathered: why the case made each of its moves.
    contact: the last actual one, of a supported case. plan: the version of the support
    plan that stands. consent_plan: how consent is asked for. support: what is done for
    the person. assessed: the newest assessment. asked: what partners were asked,
    with their replies. minutes: what approved minutes of earlier meetings say of it.
    attached: the documents that go with it, of those that can be opened.
    """

    who: list[tuple[Any, list[str]]]
    contact: Contact | None
    silences: list[Any]
    needs: list[Any]
    plan: Plan | None
    consent_plan: str
    support: list[Action]
    assessed: Assessed | None
    asked: list[Any]
    referrals: list[Referral]
    grounds: list[Decision]
    gathered: list[Any]
    decisions: list[Any]
    consents: list[Any]
    reviews: list[Any]
    actions: list[Any]
    minutes: list[Minute]
    attached: list[Shown]


def paper(item: Item) -> Paper:
    """Return the paper of a case. Restricted referrals are no part of it."""
    case = item.case
    keyring.open_files(case.partnership_id, [case.pk])
    referrals = open_ones(case)
    known = people.known(referrals)
    return Paper(
        who=[(kind.label, texts(known[kind])) for kind in WHO if known[kind]],
        contact=interventions.contact(case, timezone.now()),
        silences=list(interventions.explained(case)),
        needs=support.open_needs(case),
        plan=support.newest(case),
        consent_plan=support.consent_plan(case),
        support=support.actions(case),
        assessed=next(iter(assessments.shown(case)), None),
        asked=list(gathering.of_case(case).prefetch_related("replies")),
        referrals=referrals,
        grounds=grounds(referrals),
        gathered=[
            change
            for change in case.stage_changes.select_related("by").order_by("created_at")
            if change.reasons
        ],
        decisions=list(case.panel_decisions.order_by("-created_at")),
        consents=list(case.consents.order_by("-created_at")),
        # One that a further referral asks for tells of that referral.
        reviews=list(case.reviews.filter(link=None).order_by("due_on")),
        actions=list(
            case.panel_actions.select_related("owner__user").order_by("due_on")
        ),
        minutes=earlier(item),
        attached=[
            each for each in documents.of(case.partnership, item.pk) if each.is_ready
        ],
    )


def texts(known: list[Any]) -> list[str]:
    """Return each thing known once, without what was corrected."""
    return list(dict.fromkeys(one.text for one in known if not one.is_corrected))


def open_ones(case: Case) -> list[Referral]:
    """Return the referrals of a case's person that are not restricted, oldest first."""
    linked = Link.objects.filter(person=case.person_id, undone_at=None)
    carried = Q(pk__in=linked.values("referral_id")) | Q(
        pk__in=case.bases.values("referral_id")
    )
    every = Referral.objects.filter(carried, is_restricted=False)
    return list(every.order_by("received_at", "pk"))


def grounds(referrals: list[Referral]) -> list[Decision]:
    made = Decision.objects.filter(referral__in=referrals)
    held = made.of_kind(Decided.SECTION_36).select_related("by", "referral")
    newest = {each.referral_id: each for each in held.order_by("created_at")}
    return list(newest.values())


def earlier(item: Item) -> list[Minute]:
    """Return what approved minutes say of the case, the newest first."""
    held = Minute.objects.filter(
        item__case=item.case_id, meeting__state=State.APPROVED
    ).exclude(item=item.pk)
    shown = held.select_related("meeting").prefetch_related("item__addenda")
    return list(shown.order_by("-meeting__starts_at")[:MOST_MINUTES])
