"""A page of another room that takes a document beside an answer, as rooms do."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from saltmarsh.access.guards import anyone
from saltmarsh.access.http import Holder
from saltmarsh.access.uploads import taking_files
from saltmarsh.design.fields import TextArea
from saltmarsh.design.forms import Form
from saltmarsh.foundation.documents import queries as documents
from saltmarsh.foundation.refusals import Refused
from saltmarsh.web.documents import pages as shelves
from saltmarsh.web.documents.forms import choosing
from saltmarsh.web.documents.pages import Shelf
from saltmarsh.web.refusals import refusals_beside
from tests.factories.foundation import TeamFactory


class ReplyForm(Form):
    answer = TextArea("What do you know?", missing="Write what you know")

    def __init__(self, *given, limits):
        super().__init__(*given)
        self.fields["documents"] = choosing(limits)


@taking_files
@anyone
def reply(request, team):
    record = request.partnership.teams.get(pk=team)
    request.holder = Holder("link", record.pk, record)
    shelf = Shelf(about=record, by=None, here=request.path, onward="/")
    limits = documents.limits(request.partnership)
    form = ReplyForm.bind(request, limits=limits)
    if request.method == "POST" and shelves.keep(request, form, shelf):
        with refusals_beside(form):
            act(record, form.cleaned_data["answer"])
            return HttpResponse("answered")
    shown = {"form": form, "title": "Reply", "layout": "public.html"}
    return render(request, "form_page.html", shown | shelves.around(request, shelf))


def act(record, answer):
    TeamFactory(partnership=record.partnership, name="Written by the action")
    if answer == "refuse":
        raise Refused("This was answered already.")


urlpatterns = [
    path("reply/<uuid:team>", reply),
    path("", include("saltmarsh.config.urls")),
]
