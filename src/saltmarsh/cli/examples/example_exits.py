"""The demo's cases at their end: one was closed, and its person was referred again; one
carries two referrals, so that two people close it.
"""

from datetime import timedelta

from django.utils import timezone

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.closing.rules import HEADINGS
from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.consents.queries import Plan
from saltmarsh.casework.consents.rules import Asked
from saltmarsh.casework.exits import actions as exits
from saltmarsh.casework.exits.lifecycle import Code
from saltmarsh.casework.exits.rules import Closing
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.opening import actions as opening
from saltmarsh.casework.panels.lifecycle import Mode, Outcome
from saltmarsh.casework.panels.rules import Decided
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage.queries import Decider
from saltmarsh.cli.examples.example_support import CONSENT
from saltmarsh.foundation.accounts.models import Membership

ADOPTED = Decided(
    outcome=Outcome.ADOPTED,
    mode=Mode.UNANIMOUS,
    reasons="What was said, to whom, and that nobody else had noticed.",
    consent_plan="The case lead asks at home, this week.",
    unasked_why="Who made the referral could not be reached.",
)
SAME = "The same name, age and address."


def refuse(case: Case, *, by: Membership) -> None:
    """Let the person refuse consent: a further assessment is due."""
    due_on = timezone.localdate() + timedelta(days=28)
    answer(case, "refused", Plan(due_on, by), by)


def close(case: Case, *, by: Membership) -> None:
    """Support the person, and close the case with a reason under each heading."""
    answer(case, "given", None, by)
    words = "Somebody to talk to, each week."
    consents.start_support(case, words=words, version=None, by=by)
    reasons = dict.fromkeys(HEADINGS, "Nothing that points to it any more.")
    reasons["in_place"] = "A job, and a club that she goes to each week."
    exits.close(case, closing=Closing(Code.NO_CONCERN, reasons), by=by)


def answer(case: Case, said: str, plan: Plan | None, by: Membership) -> None:
    today = timezone.localdate()
    asked = Asked(
        said, "adult", "person", "in_person", "no_doubt", today, today, CONSENT
    )
    consents.record(case, asked=asked, plan=plan, by=by)


def ask_again(further: Referral, *, earlier: Referral, by: Membership) -> None:
    """Link a further referral of somebody whose case has ended."""
    links.link(further, earlier=earlier, reason=SAME, by=by.user)
    exits.ask_again(by.partnership)


def join(further: Referral, *, earlier: Referral, by: Membership) -> None:
    """Let a further section 36 referral join the case of the same person."""
    links.link(further, earlier=earlier, reason=SAME, by=by.user)
    further.refresh_from_db()
    opening.open_on(further, leading=None, by=Decider(by, further.version))
