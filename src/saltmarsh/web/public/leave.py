"""*Leave this page quickly*: forget what the browser keeps, and go elsewhere."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import anyone
from saltmarsh.access.http import Visit
from saltmarsh.casework.referrals import queries
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.web.public.mailbox import secret
from saltmarsh.web.public.refer import cookie


@anyone
@never_cache
def leave(request: Visit) -> HttpResponse:
    """Only the browser's own keys are taken: a link may be followed, so nothing is
    written. The draft that they opened is deleted when its time is over.
    """
    response = redirect(str(value_of(request.partnership, queries.LEAVE_TO)))
    cookie.take(response)
    secret.take(response)
    return response
