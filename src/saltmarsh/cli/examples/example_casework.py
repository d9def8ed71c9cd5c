"""The demo's referrals, made by the same verbs as real ones, at every stage."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.allocation import actions as allocation
from saltmarsh.casework.closing import actions as closing
from saltmarsh.casework.closing.actions import Feedback
from saltmarsh.casework.closing.rules import HEADINGS, Closure
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.notes import actions as notes
from saltmarsh.casework.notes.lifecycle import Visibility
from saltmarsh.casework.referrals import drafts, letters
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage.kinds import (
    Deconfliction,
    Grounds,
    PoliceOutcome,
    Quality,
    Told,
)
from saltmarsh.casework.triage.queries import Decider, PoliceAnswer, Why
from saltmarsh.cli.examples import (
    example_assurance,
    example_cases,
    example_complaints,
    example_documents,
    example_exits,
    example_meetings,
    example_requests,
    example_support,
    example_transfers,
)
from saltmarsh.cli.examples.example_support import days_ago
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

PLANS = json.loads(Path(__file__).with_name("example_referrals.json").read_text())


@dataclass(frozen=True)
class Day:
    """The referrals by their keys in the plan, and who works on them."""

    referrals: dict[str, Referral]
    officer: Membership
    manager: Membership

    def __getitem__(self, key: str) -> Referral:
        return self.referrals[key]

    def seen(self, key: str, member: Membership | None = None) -> Decider:
        """Return the officer, or `member`, having seen the referral as it now is."""
        self[key].refresh_from_db()
        return Decider(member or self.officer, self[key].version)


@transaction.atomic
def fill(partnership: Partnership) -> None:
    """Send the planned referrals and work on them."""
    partnerships.enter(partnership)
    held = {member.role: member for member in partnership.memberships.all()}
    sent = {plan["key"]: send(partnership, plan) for plan in PLANS}
    day = Day(sent, held["triage_officer"], held["manager"])
    start(day)
    ask_police(day)
    refer_on(day)
    decide(day)
    finish(day)
    link(day)
    ask_partners = partial(
        example_requests.fill, officer=day.officer, partner=held["partner"]
    )
    chair = held["panel_chair"]
    case = example_cases.fill(
        day["met"],
        officer=day.officer,
        before=ask_partners,
        decide=partial(example_meetings.hold, decided=example_cases.DECIDED, by=chair),
    )
    example_complaints.fill(case, officer=day.officer, manager=day.manager)
    for key in ("moving", "settled"):
        example_transfers.begin(day[key], officer=day.officer)
    support(day, chair, held["intervention_provider"])
    end(day, chair)
    example_assurance.fill(day.manager)
    example_documents.fill(held["partner"])
    let_run_over(day)


def support(day: Day, chair: Membership, provider: Membership) -> None:
    """Support one more person over the last weeks, whom nobody meets any more."""
    meet_section_36(day, "supported", days=72)
    with days_ago(60):
        case = example_cases.fill(
            day["supported"],
            officer=day.officer,
            before=partial(example_support.assess, by=day.officer),
            decide=partial(example_cases.sit, by=chair),
        )
    example_support.fill(case, officer=day.officer, provider=provider)


def meet_section_36(day: Day, key: str, *, days: int) -> None:
    """Take a referral on so many days ago, and find its grounds met two days later."""
    with days_ago(days):
        triage.acknowledge(day[key], why=Why("Read, taken on."), by=day.seen(key))
        allocation.take(day[key], version=day.seen(key).version or 0, by=day.officer)
    with days_ago(days - 2):
        triage.decide_section_36(
            day[key],
            code=Grounds.MET,
            why=Why("There are reasonable grounds: what they repeat, and to whom."),
            by=day.seen(key),
        )


def end(day: Day, chair: Membership) -> None:
    """Close one case, whose person is referred again; let another be ready to close,
    which carries two referrals.
    """
    officer = day.officer
    sit = partial(example_cases.sit, decided=example_exits.ADOPTED, by=chair)
    meet_section_36(day, "ended", days=220)
    with days_ago(210):
        case = example_cases.fill(
            day["ended"], officer=officer, before=lambda _case: None, decide=sit
        )
    with days_ago(130):
        example_exits.close(case, by=officer)
    example_exits.ask_again(day["again"], earlier=day["ended"], by=officer)
    for key, days in (("twice", 50), ("twice_more", 45)):
        meet_section_36(day, key, days=days)
    further = partial(
        example_exits.join, day["twice_more"], earlier=day["twice"], by=officer
    )
    with days_ago(20):
        case = example_cases.fill(
            day["twice"],
            officer=officer,
            before=lambda _case: further(),
            decide=sit,
        )
        example_exits.refuse(case, by=officer)


def send(partnership: Partnership, plan: dict[str, Any]) -> Referral:
    draft, _secret = drafts.start(partnership)
    drafts.keep(draft, answers={"immediate_danger": "no"} | plan["told"])
    at = timezone.now() - timedelta(days=plan["days_ago"], minutes=20)
    arrival = Arrival("web", at, plan.get("quarantine", ""))
    return triage.receive(draft, arrival=arrival).referral


def start(day: Day) -> None:
    """Take and acknowledge all but the newest, the late and the quarantined."""
    untouched = {"new", "overdue", "quarantined", "repeat", "misspelt"}
    untouched |= {"supported", "ended", "again", "twice", "twice_more"}
    for key in day.referrals.keys() - untouched:
        by = day.seen(key)
        triage.acknowledge(day[key], why=Why("Read, and taken on."), by=by)
        routing.acknowledge_for(day[key], by=day.officer)
        allocation.take(day[key], version=day.seen(key).version or 0, by=day.officer)
    question = letters.ask(
        day["named"],
        text="Thank you for telling us. When did you last speak to your sister?",
        by=day.officer.user,
    )
    letters.answer(question, text="On Sunday, on the phone, for a few minutes.")
    letters.add(day["school"], text="Owen was at school today and calm.")
    notes.write(
        day["school"],
        text="Rang the safeguarding lead: drawings are kept in the office.",
        visibility=Visibility.TEAM,
        by=day.officer.user,
    )


def ask_police(day: Day) -> None:
    why = Why("The police look first, to be sure that nothing gets in their way.")
    for key in ("school", "police", "assessed", "met"):
        triage.pass_to_police(day[key], why=why, by=day.seen(key))
    answer = PoliceAnswer(
        PoliceOutcome.CLEAR, Deconfliction.NO_CONFLICT, timezone.localdate()
    )
    for key in ("assessed", "met"):
        why = Why("As the gateway told us.")
        triage.record_police_outcome(day[key], answer=answer, why=why, by=day.seen(key))


def refer_on(day: Day) -> None:
    service = {
        "name": "Estuary bereavement service",
        "contact": "01632 960 160",
        "way": "referred",
    }
    triage.refer_on(
        day["onward"],
        service=service,
        chase_on=in_days(7),
        why=Why("The loss is what he needs help with.", "Close, or refer on."),
        by=day.seen("onward"),
    )


def decide(day: Day) -> None:
    triage.find_below(
        day["below"],
        review_on=in_days(30),
        lead_agency="Early help, Estuary Borough Council",
        why=Why("No sign of intent, and the family has asked for help."),
        by=day.seen("below"),
    )
    triage.decide_section_36(
        day["met"],
        code=Grounds.MET,
        why=Why("There are reasonable grounds: a fixed interest and a date."),
        by=day.seen("met"),
    )
    triage.decide_section_36(
        day["moving"],
        code=Grounds.MET,
        why=Why("There are reasonable grounds: the letters, and what was said."),
        by=day.seen("moving"),
    )
    triage.decide_section_36(
        day["settled"],
        code=Grounds.MET,
        why=Why("There are reasonable grounds: the leaflets, and for whom they were."),
        by=day.seen("settled"),
    )


def finish(day: Day) -> None:
    key = "closed"
    why = Why("An angry remark about a lost job, well meant and misguided.")
    triage.record_quality(day[key], code=Quality.MISGUIDED, why=why, by=day.seen(key))
    text = "Thank you. We have finished with what you sent."
    closing.give_feedback(
        day[key],
        feedback=Feedback(Told.TOLD, text, "finished"),
        reason="",
        by=day.seen(key),
    )
    reasons = dict.fromkeys(HEADINGS, "Nothing was found that points to it.")
    reasons["in_place"] = "Her school’s pastoral team sees her each week."
    closing.close(day[key], closure=Closure(reasons=reasons), why=why, by=day.seen(key))


def link(day: Day) -> None:
    links.link(
        day["repeat"],
        earlier=day["earlier"],
        reason="The same street, age and name, shortened in the earlier one.",
        by=day.manager.user,
    )


def let_run_over(day: Day) -> None:
    """Make one referral late, with a delivery that nobody has acknowledged."""
    late = timezone.now() - timedelta(days=2)
    Referral.objects.filter(pk=day["overdue"].pk).update(due_at=late)
    day["overdue"].deliveries.update(due_at=late, rings_at=timezone.now())


def in_days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)
