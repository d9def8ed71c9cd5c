"""What somebody typed, carried through a door by link and code that closed meanwhile."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from saltmarsh.access import carrying
from saltmarsh.access.http import Visit
from saltmarsh.design.forms import Form
from saltmarsh.web.doors.entering import token_of
from saltmarsh.web.doors.forms import CodeForm


def turned_away(request: Visit, *, door: str, template: str) -> HttpResponse:
    """Answer who comes when the door is shut: with the door, and what they typed."""
    token = token_of(request)
    if request.method != "POST":
        return redirect(door, token)
    shown = {"form": Form(None), "action": reverse(door, args=[token])}
    return render(request, template, shown | carrying.kept(request), status=403)


def onward(request: Visit, place: str, token: str) -> HttpResponse:
    """Go on through the door, with what was carried so far."""
    return redirect(place, token, preserve_request=carrying.is_carrying(request))


def code_form(request: Visit) -> CodeForm:
    """Return the form for the code, empty for who was only sent on to it."""
    is_typed = "code" in request.POST and "new_code" not in request.POST
    return CodeForm.bind(request) if is_typed else CodeForm(None)
