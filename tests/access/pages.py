"""Pages that only the tests open."""

from django.http import HttpResponse
from django.urls import include, path

from saltmarsh.access.guards import requires
from saltmarsh.access.permissions import Permission
from saltmarsh.foundation.refusals import Refused
from tests.factories.foundation import TeamFactory


def write(request):
    TeamFactory(partnership=request.partnership)
    return HttpResponse("written")


def refuse(request):
    write(request)
    raise Refused("Half of it cannot be done")


def fail(request):
    write(request)
    raise RuntimeError("half of it is done")


@requires(Permission.ACCOUNT_USE)
def act(request):
    """Do something whatever the method is, as no page of ours does."""
    return write(request)


urlpatterns = [
    path("act", act),
    path("write", write),
    path("refuse", refuse),
    path("fail", fail),
    path("", include("saltmarsh.config.urls")),
]
