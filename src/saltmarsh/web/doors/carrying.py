"""What somebody typed, carried through a door that closed while they wrote.

It travels in the pages, as hidden fields, and is kept nowhere: who has not entered the
code yet has nothing here. Behind the door it is shown again, and sent by a person.
"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from saltmarsh.access.http import Visit
from saltmarsh.design.forms import BROUGHT, Form
from saltmarsh.web.doors.entering import token_of
from saltmarsh.web.doors.forms import CodeForm

OURS = {"csrfmiddlewaretoken", "code", "new_code"}


def turned_away(request: Visit, *, door: str, template: str) -> HttpResponse:
    """Answer who comes when the door is shut: with the door, and what they typed."""
    token = token_of(request)
    if request.method != "POST":
        return redirect(door, token)
    carried = [(BROUGHT, "yes"), *carried_in(request)]
    shown = {
        "form": Form(None),
        "carried": carried,
        "action": reverse(door, args=[token]),
    }
    return render(request, template, shown, status=403)


def carried_in(request: Visit) -> list[tuple[str, str]]:
    """Return what the page has to post again: (name, text)."""
    return [
        (name, str(text))
        for name, texts in request.POST.lists()
        if name not in OURS
        for text in texts
    ]


def onward(request: Visit, place: str, token: str) -> HttpResponse:
    """Go on through the door, with what was carried so far."""
    return redirect(place, token, preserve_request=BROUGHT in request.POST)


def code_form(request: Visit) -> CodeForm:
    """Return the form for the code, empty for who was only sent on to it."""
    is_typed = "code" in request.POST and "new_code" not in request.POST
    return CodeForm.bind(request) if is_typed else CodeForm(None)
