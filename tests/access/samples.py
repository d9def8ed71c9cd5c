"""A sample of every record that an address can name."""

import uuid
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from saltmarsh.casework.assessments import actions as assessments
from saltmarsh.casework.assessments.rules import WORDS, Assessed
from saltmarsh.casework.assurance.models import DipSample, Statement
from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import leading, sight
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.exits.models import Closure
from saltmarsh.casework.likenesses.models import Likeness
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import agenda
from saltmarsh.casework.meetings.actions import Comer, Shape
from saltmarsh.casework.panels import care, tasks
from saltmarsh.casework.panels.models import PanelDecision
from saltmarsh.casework.panels.rules import Task
from saltmarsh.casework.people import actions as people
from saltmarsh.casework.people.actions import Learnt
from saltmarsh.casework.people.models import Person
from saltmarsh.casework.referrals import drafts
from saltmarsh.casework.referrals.models import Grant
from saltmarsh.casework.referrals.schema import Depth
from saltmarsh.casework.search import actions as searches
from saltmarsh.casework.search import rules as asking
from saltmarsh.casework.search.actions import Asked, Why
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support.queries import Wanted
from saltmarsh.casework.support.rules import ACTION_WORDS
from saltmarsh.casework.transfers.models import Transfer
from tests.architecture.routes import Route
from tests.casework.complaints.made import make_complaint
from tests.casework.gathering.asked import make_request
from tests.factories.casework import make_referral, publish
from tests.factories.documents import make_document
from tests.factories.foundation import (
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
    UserFactory,
)
from tests.factories.neighbours import make_enquiry, make_received
from tests.factories.transfers import make_arrived

# Arguments that name no record of a partnership, with a value that means something.
NOT_RECORDS: dict[str, Any] = {
    "slug": "home",
    "kind": "name",
    "language": "en-gb",
    "digest": "abc",
    "secret": "no-such-secret",
    "token": "no-such-token",
    "figure": "referred",
    "version": 1,
    "factor": 1,
}


@dataclass
class World:
    """One partnership with one of everything."""

    partnership: Any
    team: Any
    referral: Any
    case: Any = None
    records: dict[str, Any] = field(default_factory=dict)

    def grant_to(self, member: Any, until: Any) -> Grant:
        grant = Grant(
            partnership=self.partnership,
            referral=self.referral,
            member=member,
            until=until,
            by=UserFactory(),
        )
        grant.reason = "To help for a day"
        grant.save()
        return grant


def make_world(partnership: Any = None) -> World:
    partnership = partnership or PartnershipFactory()
    team = TeamFactory(partnership=partnership)
    referral = make_referral(partnership, team=team)
    other = make_referral(partnership, team=team)
    member = MembershipFactory(partnership=partnership)
    publish(partnership)
    draft = drafts.start_for(member, door=Depth.STAFF, known={})
    records = {"reference": referral.reference, "draft": draft.pk, "member": member.pk}
    learnt = Learnt("school", {"text": "Mill School"}, "agency", "likely")
    fact = people.add(referral, learnt=learnt, by=member.user)
    wish, now = Asked(asking.asked("Robin Example")), timezone.now()
    search = searches.search(member, asked=wish, why=Why("referral"), now=now)
    records |= {"other": other.reference}
    likeness = Likeness.objects.create(
        partnership=partnership, later=other, earlier=referral, found="possible"
    )
    records |= {"likeness": likeness.pk}
    case = sample_case(partnership, team)
    records |= {"case": case.reference, "handover": sample_handover(case).pk}
    records["review"] = sample_review(case).pk
    records["care"] = sample_care(case).pk
    asked = make_request(case.lead, case=case)
    records |= {"asked": asked.pk, "attached": make_document(asked).pk}
    records["complaint"] = make_complaint(case.lead, case=case).pk
    records |= sample_support(case)
    records |= sample_meeting(case, team)
    records |= {"team": team.pk, "search": search.pk, "fact": fact.pk}
    records |= requests_between(referral, member)
    records["document"] = make_document(referral).pk
    records |= sample_transfers(case) | sample_assurance(case)
    return World(partnership, team, referral, case, records)


def sample_case(partnership: Any, team: Any) -> Case:
    """Return a case that somebody leads who is in no team."""
    lead = MembershipFactory(partnership=partnership)
    referral = make_referral(partnership, team=team)
    person = Person.objects.create(partnership=partnership)
    return cases.open_case(
        person.pk,
        referral=referral,
        decided=(timezone.now(), lead.user),
        leading=Leading(lead, "Estuary Borough Council"),
        by=lead.user,
    )


def sample_care(case: Case) -> Any:
    """Return a referral to health or social care, of a panel that did not adopt."""
    kept = {"partnership_id": case.partnership_id, "case": case}
    decision = PanelDecision(
        **kept,
        outcome="not_adopted",
        mode="unanimous",
        care="referred",
        decided_on=timezone.localdate(),
        home_is_known=True,
        by=case.lead.user,
        role=case.lead.role,
    )
    decision.sitting = {
        "chair": "J. Estuary",
        "police": "Sgt T. Weir",
        "force": "Marsh",
    }
    decision.words = {"reasons": "Grief.", "care_why": "Grief.", "care_to": "Clinic"}
    decision.save()
    return care.begin(decision)


def sample_review(case: Case) -> Any:
    """Return a review that is due on the case, as after a closure."""
    kept = {"partnership_id": case.partnership_id, "case": case}
    now, by = timezone.now(), case.lead.user
    done = {"state": "closed", "answered_at": now, "answered_by": by}
    made = Closure(**kept, code="other", by=by, **done)
    made.words = {"needs": "None."}
    made.save()
    day = timezone.localdate(now)
    return made.reviews.create(**kept, months=6, due_on=day, owner=case.lead)


def sample_support(case: Case) -> dict[str, Any]:
    """Return an assessment of the case, the need it names, and an action for it."""
    words = dict.fromkeys(WORDS, "Recorded.")
    assessed = Assessed(timezone.localdate(), words, ("Nobody to talk to",))
    made = assessments.record(case, assessed=assessed, by=case.lead)
    need = made.needs.get()
    wanted = Wanted(
        dict.fromkeys(ACTION_WORDS, "Planned."), (need,), due_on=timezone.localdate()
    )
    action = support.act(case, wanted=wanted, by=case.lead)
    session = action.sessions.create(
        partnership_id=case.partnership_id,
        case=case,
        planned_for=timezone.localdate(),
        by=case.lead.user,
    )
    return {
        "session": session.pk,
        "assessment": made.pk,
        "need": need.pk,
        "action": action.pk,
    }


def sample_meeting(case: Case, team: Any) -> dict[str, Any]:
    """Return a meeting with the case on its agenda, and what belongs to it."""
    by, day = case.lead, timezone.localdate()
    where = meetings.Where(time(10), 120)
    series = meetings.begin(team, shape=Shape("Panel", 1, "months", where), by=by)
    seat = meetings.seat(series, comer=Comer("other", "Health", member=by), by=by)
    meeting = meetings.plan(series, day=day, where=where, by=by)
    item = agenda.add(meeting, due=agenda.picked(case), by=by)
    task = Task("Ring the school.", "Health", day)
    action = tasks.give(case, task=task, owner=by, given_on=day, by=by)
    guest = {"member": None, "guest_id": uuid.uuid4()}
    interest = sight.declare(case, **guest, reason="Related.", by=by)
    made = {"series": series, "seat": seat, "meeting": meeting, "item": item}
    made |= {"interest": interest, "annex": make_document(item)}
    return {name: each.pk for name, each in made.items()} | {"task": action.pk}


def sample_handover(case: Case) -> Any:
    asked = Leading(MembershipFactory(partnership=case.partnership), "Health trust")
    return leading.ask(case, leading=asked, reason="Away.", version=None, by=case.lead)


def sample_transfers(case: Case) -> dict[str, Any]:
    """Return a transfer to another panel, and one from another."""
    arrived = make_arrived(case.partnership)
    made = Transfer(
        partnership=case.partnership,
        case=case,
        to=arrived.asked_from,
        why="moved",
        parts=["identity"],
        by=case.lead.user,
    )
    made.words, made.pack, made.record = "They moved.", arrived.pack, {}
    made.save()
    return {"transfer": made.pk, "arrived": arrived.pk}


def sample_assurance(case: Case) -> dict[str, Any]:
    """Return a dip sample with the case in it, and a statement."""
    kept, by = {"partnership_id": case.partnership_id}, case.lead.user
    day, now = timezone.localdate(), timezone.now()
    sample = DipSample.objects.create(
        **kept, since=day, until=day, out_of=1, due_on=day, by=by
    )
    check = sample.checks.create(**kept, case=case)
    made = Statement(**kept, since=day, until=day, by=by, written_by=by, written_at=now)
    made.words = {}
    made.save()
    return {"sample": sample.pk, "check": check.pk, "statement": made.pk}


def requests_between(referral: Any, member: Any) -> dict[str, Any]:
    """Return a request to another partnership, and one from another."""
    enquiry, received = make_enquiry(referral, by=member), make_received(referral)
    return {"enquiry": enquiry.pk, "received": received.pk}


def arguments(route: Route, world: World) -> str:
    """Return the page's address, with this world's records in it."""
    known = NOT_RECORDS | world.records
    missing = set(route.arguments) - set(known)
    # A record that this world has none of: an address that names nothing.
    values = {name: known[name] for name in route.arguments if name in known}
    values |= {name: uuid.uuid4() for name in missing}
    return reverse(route.name, kwargs=values)


def later() -> Any:
    return timezone.now() + timedelta(days=1)
