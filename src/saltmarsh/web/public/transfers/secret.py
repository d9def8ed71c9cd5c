"""The link and its code as a secret that opens one hand-over pack, in one browser."""

from django.conf import settings
from django.http import HttpResponse

from saltmarsh.access.http import Holder, Visit
from saltmarsh.casework.doors import queries as doors
from saltmarsh.casework.transfers import queries
from saltmarsh.web.doors import carrying
from saltmarsh.web.doors.entering import token_of

COOKIE = f"{settings.PREFIX}transfer"


class TransferSecret:
    """Held by whoever has the link and has entered, in this browser, the code that
    was sent to the other panel's registered mailbox.
    """

    kind = "link"

    def opened(self, request: Visit) -> Holder | None:
        transfer = queries.transfer_at(request.partnership, token_of(request))
        if transfer is None or transfer.link is None:
            return None
        if not doors.is_open(transfer.link, browser=browser_of(request)):
            return None
        request.record_ids += [transfer.pk, transfer.case_id]
        return Holder("link", transfer.link.pk, transfer)

    def turned_away(self, request: Visit) -> HttpResponse:
        return carrying.turned_away(
            request, door="public:transfer", template="public/transfers/knock.html"
        )


TransferLink = TransferSecret()


def browser_of(request: Visit) -> str:
    return request.COOKIES.get(COOKIE, "")
