"""What rings while another panel has not answered."""

from django.utils import timezone

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.transfers import linking, queries
from saltmarsh.casework.transfers.models import Transfer
from saltmarsh.casework.transfers.telling import ESCALATED, LATE, place_of
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.partnerships.models import Partnership


def ring_late(partnership: Partnership) -> int:
    """Remind the lead of each case whose transfer is not answered in time, once a panel
    elsewhere by a new link, and after some days tell the managers; return how many. A notice that waits is not repeated.
    """
    now = timezone.now()
    late = queries.late(partnership, now)
    for transfer in late:
        if transfer.neighbour and transfer.reminded_at is None:
            linking.send_again(transfer, by=None)
        tell(transfer, LATE, transfer.case.lead)
        if clocks.is_for_managers(partnership, queries.runs_out(transfer), now):
            for member in cases.overseers(transfer.case, now):
                tell(transfer, ESCALATED, member)
    return len(late)


def tell(transfer: Transfer, kind: str, member: Membership) -> None:
    place = place_of(transfer)
    notices.tell(transfer.partnership, kind=kind, place=place, member=member)
