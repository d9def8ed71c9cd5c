"""Pages that only the tests open."""

from django.http import HttpResponse
from django.urls import include, path

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


urlpatterns = [
    path("write", write),
    path("refuse", refuse),
    path("fail", fail),
    path("", include("saltmarsh.config.urls")),
]
