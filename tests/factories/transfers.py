"""Transfers between panels, and both sides of one."""

import uuid
from typing import Any

from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.transfers import actions as transfers
from saltmarsh.casework.transfers.actions import Wish
from saltmarsh.casework.transfers.lifecycle import Part, Why
from saltmarsh.casework.transfers.models import Received, Transfer
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.cases.room import make_case
from tests.casework.triage.desk import make_colleague, make_officer
from tests.factories.casework import publish
from tests.factories.foundation import MembershipFactory, PartnershipFactory
from tests.factories.neighbours import make_neighbour

WORDS = "The family moved to Millgate in May."
SETTINGS = {"transfers.takes": "yes"}


def make_transfer(case: Any, *, to: Any, by: Any, parts: Any = tuple(Part)) -> Transfer:
    """Return a transfer of a case that a member has drafted."""
    wish = Wish(to, Why.MOVED, WORDS, parts)
    return transfers.draft(case, wish=wish, by=by)


def make_arrived(partnership: Any) -> Received:
    """Return a transfer that another panel asked for, which is entered no more."""
    other = PartnershipFactory()
    partnerships.enter(partnership)
    received = Received(
        partnership=partnership,
        transfer=uuid.uuid4(),
        asked_from=other,
        why=Why.MOVED,
        parts=[Part.IDENTITY],
    )
    received.words = WORDS
    row = {"key": "Name", "value": "Robin Example"}
    section = {"part": "identity", "title": "Who the person is", "rows": [row]}
    received.pack, received.record = [section], {}
    received.contact = {"name": "Kim", "email": "kim@council.example"}
    received.save()
    return received


class Panels:
    """Two panels of one installation: `here` asks, `there` answers."""

    def __init__(self, here: Any = None, there: Any = None) -> None:
        self.there = there or PartnershipFactory(settings=SETTINGS)
        partnerships.enter(self.there)
        self.receiver = make_officer(self.there, role="manager")
        publish(self.there)
        role = "data_protection_officer"
        self.their_officer = MembershipFactory(partnership=self.there, role=role)
        here = here or PartnershipFactory()
        partnerships.enter(here)
        self.asker = make_officer(here)
        self.here = self.asker.partnership
        self.second = make_colleague(self.asker, role="manager")
        self.officer = MembershipFactory(partnership=self.here, role=role)
        self.case = make_case(self.asker)

    def drafted(self, **values: Any) -> Transfer:
        return make_transfer(self.case, to=self.there, by=self.asker, **values)

    def asked(self, **values: Any) -> Transfer:
        """Return a transfer that was signed and is with the other panel."""
        transfer = self.drafted(**values)
        transfers.submit(transfer, by=self.asker)
        transfers.sign(transfer, by=self.second)
        return transfer

    def received(self) -> Received:
        """Enter the other panel, and return what came."""
        partnerships.enter(self.there)
        every = self.there.received_transfers.select_related("partnership")
        return every.select_related("asked_from").get()

    def accepted(self, **values: Any) -> Any:
        """Return the case there, entered, of a transfer that was accepted."""
        self.asked(**values)
        leading = Leading(self.receiver, "Millgate District Council")
        return transfers.accept(
            self.received(), leading=leading, words="We know them.", by=self.receiver
        )

    def home(self) -> None:
        """Enter the panel that asked."""
        partnerships.enter(self.here)
        self.case.refresh_from_db()


class Mailbox:
    """A panel that asks one elsewhere, by a link to its registered mailbox."""

    def __init__(self, here: Any = None) -> None:
        here = here or PartnershipFactory()
        partnerships.enter(here)
        self.asker = make_officer(here)
        self.here = self.asker.partnership
        self.second = make_colleague(self.asker, role="manager")
        role = "data_protection_officer"
        self.officer = MembershipFactory(partnership=self.here, role=role)
        self.case = make_case(self.asker)
        self.panel = make_neighbour(self.here, self.second.user, "Farmoor panel")

    def drafted(self, **values: Any) -> Transfer:
        return make_transfer(self.case, to=self.panel, by=self.asker, **values)

    def asked(self, **values: Any) -> Transfer:
        """Return a transfer that was signed, and whose link is e-mailed."""
        transfer = self.drafted(**values)
        transfers.submit(transfer, by=self.asker)
        transfers.sign(transfer, by=self.second)
        return transfer
