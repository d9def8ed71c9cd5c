"""The link and its code as a secret that opens one request, in one browser."""

from django.conf import settings
from django.http import HttpResponse

from saltmarsh.access.http import Holder, Visit
from saltmarsh.casework.doors import queries as doors
from saltmarsh.casework.neighbours import queries
from saltmarsh.web.doors import carrying
from saltmarsh.web.doors.entering import token_of

COOKIE = f"{settings.PREFIX}neighbour"


class RequestSecret:
    """Held by whoever has the link and has entered, in this browser, the code that
    was sent to the other partnership's registered mailbox.
    """

    kind = "link"

    def opened(self, request: Visit) -> Holder | None:
        enquiry = queries.enquiry_at(request.partnership, token_of(request))
        if enquiry is None or enquiry.link is None:
            return None
        if not doors.is_open(enquiry.link, browser=browser_of(request)):
            return None
        request.record_ids.append(enquiry.pk)
        return Holder("link", enquiry.link.pk, enquiry)

    def turned_away(self, request: Visit) -> HttpResponse:
        return carrying.turned_away(
            request, door="public:neighbour", template="public/neighbours/knock.html"
        )


RequestLink = RequestSecret()


def browser_of(request: Visit) -> str:
    return request.COOKIES.get(COOKIE, "")
