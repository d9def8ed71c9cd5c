"""The link and its code as a secret that opens one request, in one browser."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from saltmarsh.access.http import Holder, Visit
from saltmarsh.casework.doors import queries as doors
from saltmarsh.casework.gathering import queries
from saltmarsh.web.doors import carrying
from saltmarsh.web.doors.entering import token_of

COOKIE = f"{settings.PREFIX}request"


class RequestSecret:
    """Held by whoever has the link and has entered, in this browser, the code that was
    sent to the mailbox registered for who is asked.
    """

    kind = "link"

    def opened(self, request: Visit) -> Holder | None:
        asked: Any = queries.request_at(request.partnership, token_of(request))
        if asked is None or not doors.is_open(asked.link, browser=browser_of(request)):
            return None
        request.record_ids += [asked.pk, asked.case_id]
        return Holder("link", asked.link.pk, asked)

    def turned_away(self, request: Visit) -> HttpResponse:
        return carrying.turned_away(
            request, door="partners:asked", template="partners/requests/knock.html"
        )


RequestLink = RequestSecret()


def browser_of(request: Visit) -> str:
    return request.COOKIES.get(COOKIE, "")
