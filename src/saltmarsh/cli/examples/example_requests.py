"""What partners of the demo are asked: one has answered, one is late, one is new."""

from datetime import timedelta

from django.utils import timezone

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.gathering import actions as requests
from saltmarsh.casework.gathering import answering, queries
from saltmarsh.casework.gathering.asking import PURPOSE
from saltmarsh.casework.gathering.lifecycle import Answer, Sector
from saltmarsh.casework.gathering.models import Contact, InformationRequest
from saltmarsh.casework.gathering.rules import Wanted
from saltmarsh.cli.examples import example_documents
from saltmarsh.foundation.accounts.models import Membership

ANSWERED = (
    "We see him every second week. His nurse knows him best, and can be there when he "
    "is asked for consent. He sleeps badly since his grandfather died."
)
COLLEGE = {
    "sector": Sector.SCHOOL,
    "organisation": "Saltern College",
    "name": "Ines Calloway",
    "mailbox": "safeguarding@saltern-college.example",
}
HOUSING = {
    "sector": Sector.HOUSING,
    "organisation": "Estuary Homes",
    "name": "Piers Lockwood",
    "mailbox": "tenancies@estuary-homes.example",
}
CLINIC = {
    "sector": Sector.HEALTH,
    "organisation": "Estuary Clinic",
    "name": "Bronagh Tidewell",
    "mailbox": "office@estuary-clinic.example",
}
WHY = "I rang the number on their website and asked."


def fill(case: Case, *, officer: Membership, partner: Membership) -> None:
    """Ask a clinic, which has answered, a landlord, who is late, and a partner who has
    an account.
    """
    clinic = ask(case, recorded(CLINIC, officer), Sector.HEALTH, officer)
    who, link = "Bronagh Tidewell, practice manager", clinic.links.get().link
    example_documents.send_broken(clinic, link)
    answering.answer(clinic, kind=Answer.REPLY, words=ANSWERED, who=who, by=link)
    late = ask(case, recorded(HOUSING, officer), Sector.HOUSING, officer)
    late.due_on = timezone.localdate() - timedelta(days=2)
    late.save(update_fields=["due_on"])
    ask(case, partner, Sector.SCHOOL, officer)
    recorded(COLLEGE, officer)


def recorded(told: dict[str, str], officer: Membership) -> Contact:
    return requests.record_contact(
        officer.partnership, told=told, reason=WHY, by=officer.user
    )


def ask(
    case: Case, whom: Membership | Contact, sector: Sector, officer: Membership
) -> InformationRequest:
    known = queries.offered(case, officer, timezone.now())
    today = timezone.localdate()
    wanted = Wanted(
        sector=sector,
        purpose=str(PURPOSE),
        basis=queries.basis_for(case.partnership),
        questions=queries.questions_for(case.partnership, sector),
        person=[one.text for one in known if one.kind == "name"][:1],
        due_on=queries.due_on(case.partnership, today),
    )
    return requests.ask(case, whom=whom, wanted=wanted, by=officer)
