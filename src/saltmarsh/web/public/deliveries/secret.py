"""The link and its code as a secret that opens one delivery, in one browser."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from saltmarsh.access.http import Holder, Visit
from saltmarsh.casework.doors import queries
from saltmarsh.web.doors.entering import token_of

COOKIE = f"{settings.PREFIX}delivery"


class LinkSecret:
    """Held by whoever has the link and has entered, in this browser, the code that
    was sent to the registered mailbox.
    """

    kind = "link"

    def opened(self, request: Visit) -> Holder | None:
        token = token_of(request)
        link = queries.link_at(request.partnership, token)
        if link is None or not queries.is_open(link, browser=browser_of(request)):
            return None
        request.record_ids += [link.delivery.pk, link.delivery.referral_id]
        return Holder("link", link.pk, link)

    def turned_away(self, request: Visit) -> HttpResponse:
        return redirect("public:delivery", token_of(request))


Link = LinkSecret()


def browser_of(request: Visit) -> str:
    return request.COOKIES.get(COOKIE, "")
