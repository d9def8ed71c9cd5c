"""Requests between partnerships, and what allows one."""

import uuid
from typing import Any

from saltmarsh.casework.neighbours import actions as neighbours
from saltmarsh.casework.neighbours import crossing, queries
from saltmarsh.casework.neighbours.models import Enquiry, Received
from saltmarsh.casework.neighbours.queries import Whom
from saltmarsh.casework.people import actions as people
from saltmarsh.casework.people.actions import Learnt
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.triage.desk import arrived, make_colleague, make_officer
from tests.factories.foundation import MembershipFactory, PartnershipFactory

MAILBOX = "prevent@elsewhere.example"
WHY = "They moved there in May."


def moved(referral: Any, by: Any) -> None:
    """Record that the person of the referral has moved home."""
    value = {"lines": "4 Old Street", "postcode": "SM1 1AA", "until": "May 2026"}
    people.add(referral, learnt=Learnt("home", value, "agency", "certain"), by=by)


def make_neighbour(partnership: Any, by: Any, name: str = "Elsewhere") -> Any:
    return neighbours.record_neighbour(
        partnership, name=name, mailbox=MAILBOX, reason="By telephone.", by=by
    )


def make_enquiry(referral: Any, *, by: Any, whom: Whom | None = None) -> Enquiry:
    """Return a drafted request about the person of the referral, by a member."""
    moved(referral, by.user)
    whom = whom or Whom(neighbour=make_neighbour(referral.partnership, by.user))
    picked = [one.key for one in queries.offered(referral, by) if one.kind == "name"]
    return neighbours.draft(referral, whom=whom, picked=picked, reason=WHY, by=by)


def make_received(referral: Any) -> Received:
    """Return a request that came from another partnership, which is entered no more."""
    received = Received(
        partnership=referral.partnership,
        enquiry=uuid.uuid4(),
        asked_from=PartnershipFactory(),
        kinds=["name"],
        lapses_at=neighbours.lapses_at(referral.partnership),
    )
    partnerships.enter(referral.partnership)
    received.facts = [{"kind": "name", "text": "Robin Example"}]
    received.contact = {"name": "Kim", "email": "kim@council.example"}
    received.save()
    return received


class Two:
    """Two partnerships of one installation: one asks, the other answers."""

    def __init__(self) -> None:
        self.there = PartnershipFactory(settings={"neighbours.answers": "yes"})
        self.answerer = MembershipFactory(partnership=self.there, role="manager")
        self.asker = make_officer(role="manager")
        self.here = self.asker.partnership
        self.second = make_colleague(self.asker, role="manager")
        role = "data_protection_officer"
        self.officer = MembershipFactory(partnership=self.here, role=role)
        self.referral = arrived(self.asker)

    def drafted(self) -> Enquiry:
        return make_enquiry(self.referral, by=self.asker, whom=Whom(to=self.there))

    def waiting(self) -> Enquiry:
        enquiry = self.drafted()
        neighbours.submit(enquiry, by=self.asker.user)
        return enquiry

    def signed(self) -> Enquiry:
        enquiry = self.waiting()
        neighbours.sign(enquiry, by=self.second)
        return enquiry

    def sent(self) -> tuple[Enquiry, Received]:
        """Return both copies; ours is entered."""
        enquiry = self.signed()
        crossing.deliver(self.here, enquiry_id=str(enquiry.pk))
        partnerships.enter(self.there)
        received = self.there.received_enquiries.get()
        partnerships.enter(self.here)
        return enquiry, received
