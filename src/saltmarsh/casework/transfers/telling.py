"""Who is told of a transfer, and what the log keeps of it."""

from saltmarsh.casework.neighbours.queries import OFFICER, holding
from saltmarsh.casework.routing.models import Link
from saltmarsh.casework.transfers import queries
from saltmarsh.casework.transfers.models import Received, Transfer
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership

# Kinds of notices.
TO_SIGN, ANSWERED, ARRIVED = (
    "transfer.to_sign",
    "transfer.answered",
    "transfer.received",
)
LATE, ESCALATED = "transfer.late", "transfer.escalated"
LAPSED = "transfer.lapsed"
TOLD_OFFICER = "transfer.register"


def place_of(transfer: Transfer) -> Place:
    arguments = (transfer.case.reference, str(transfer.pk))
    return Place("desk:transfer", arguments, transfer.pk)


def tell_asker(transfer: Transfer, *, kind: str = ANSWERED) -> None:
    """Show both who asked, and whoever leads the case, that it was answered, or never
    was.
    """
    members = transfer.partnership.memberships.active()
    users = {transfer.by_id, transfer.signed_by_id, transfer.case.lead.user_id}
    for member in members.filter(user__in=users):
        place = place_of(transfer)
        notices.tell(transfer.partnership, kind=kind, place=place, member=member)


def tell_answering(received: Received) -> None:
    """Tell those who may answer that something waits, and nothing of what."""
    route, arguments = "desk:transfer-received", [str(received.pk)]
    place = Place(route, tuple(arguments), received.pk)
    for member in queries.answering(received.partnership):
        notices.tell(received.partnership, kind=ARRIVED, place=place, member=member)
        mail(member, "transfers/received", (route, arguments))


def tell_officers(partnership: Partnership) -> None:
    """Tell the data protection officers that a transfer was asked, and nothing more."""
    place = Place("desk:transfers-register", (), partnership.pk)
    for member in holding(partnership, OFFICER):
        notices.tell(partnership, kind=TOLD_OFFICER, place=place, member=member)
        mail(member, "transfers/officer", (place.route, []))


def mail(member: Membership, template: str, page: tuple[str, list[str]]) -> None:
    notices.mail(
        member.partnership,
        to=member.user.email,
        template=template,
        fills={"page": page},
        by=None,
    )


def note(event: str, transfer: Transfer, by: User | Link | None) -> None:
    """Write an event. by: nobody where the clock did it."""
    kind = "user" if isinstance(by, User) else "link" if by else "system"
    audit.note(
        event,
        partnership_id=transfer.partnership_id,
        about=("transfers.Transfer", [transfer.pk, transfer.case_id]),
        by=by.pk if by else None,
        by_kind=kind,
        stage=str(transfer.stage),
        parts=",".join(transfer.parts),
    )
