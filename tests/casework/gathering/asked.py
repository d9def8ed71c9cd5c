"""Partners who are asked about a case, and what they are asked."""

from dataclasses import replace

from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.gathering import actions as requests
from saltmarsh.casework.gathering import answering, queries
from saltmarsh.casework.gathering.rules import Wanted
from saltmarsh.foundation.notices.models import Email
from tests.casework.cases.room import make_case
from tests.factories.foundation import MembershipFactory

PERSON = "Robin Example"
TOLD = "He has missed three weeks of school."
SCHOOL = {
    "sector": "school",
    "organisation": "Mill School",
    "name": "Ada Quill",
    "mailbox": "office@mill-school.example",
}


def wanted(**values) -> Wanted:
    made = Wanted(
        sector="school",
        purpose="To plan support.",
        basis="Public task.",
        questions="Is he on your roll?",
        person=[PERSON],
        due_on=timezone.localdate(),
    )
    return replace(made, **values)


def make_partner(officer):
    """Return somebody at a partner with an account."""
    return MembershipFactory(
        partnership=officer.partnership, role=Role.PARTNER, organisation="Health trust"
    )


def make_contact(officer, **values):
    """Return somebody at a partner without an account."""
    return requests.record_contact(
        officer.partnership, told=SCHOOL | values, reason="Rang them.", by=officer.user
    )


def make_request(officer, *, case=None, whom=None, **values):
    """Return a request that went out about a case."""
    case, whom = case or make_case(officer), whom or make_partner(officer)
    return requests.ask(case, whom=whom, wanted=wanted(**values), by=officer)


def replied(asked, *, kind="reply", words=TOLD, by=None):
    by = by or asked.member.user
    return answering.answer(asked, kind=kind, words=words, who="Ada Quill", by=by)


def letters(template):
    """Return the e-mails that were made from a text, the newest first."""
    held = Email.objects.filter(template=f"gathering/{template}")
    return list(held.order_by("-created_at"))


def link_of(asked):
    """Return the path of the link that was e-mailed last."""
    newest = (letters("chased") if asked.chased else letters("asked"))[0]
    return "/partners/asked/" + newest.text["body"].split("/asked/")[1].split()[0]


def at(asked):
    """Return the request that its newest link opens."""
    token = link_of(asked).rpartition("/")[2]
    return queries.request_at(asked.partnership, token)
