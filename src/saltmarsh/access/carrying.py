"""What somebody typed, carried through a door that closed while they wrote, or kept on
a page whose language they change.

It travels in the pages, as hidden fields under names of their own, and is kept nowhere:
who has not come in yet has nothing here. Inside it is shown again, by a request that
may write nothing, and sent by a person.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from saltmarsh.access import languages
from saltmarsh.access.http import Visit
from saltmarsh.foundation.partnerships import actions as partnerships

Carried = list[tuple[str, str]]
# Posted with what was typed before; and the names of documents that could not come.
BROUGHT, LEFT_BEHIND = "brought", "left_behind"
# Before each name, so that no question of a door is answered by what was typed inside.
UNDER = "brought-"
# Never carried; and on the pages of one's own account no code is.
SECRETS = {"csrfmiddlewaretoken", "password", "current", "credential", "secret"}
CODE, ACCOUNT = "code", "sign_in"
# Less than Django takes in one post (2.5 MB and 1,000 fields), beside the door's own.
MOST_BYTES, MOST_FIELDS = 2_000_000, 900


def taken_from(request: Visit) -> Carried:
    """Return what the page that was sent has to post again: (name, text)."""
    if is_carrying(request):
        return carried_in(request)
    typed = [
        (UNDER + name, str(text))
        for name, texts in request.POST.lists()
        if name != languages.CHOSEN and not is_secret(request, name)
        for text in texts
    ]
    left = [(LEFT_BEHIND, name) for name in names_of_files(request)]
    return [(BROUGHT, "yes"), *left, *typed] if left or typed else []


def is_secret(request: Visit, name: str) -> bool:
    match = request.resolver_match
    is_account = match is not None and match.namespace == ACCOUNT
    return name in SECRETS or (is_account and name == CODE)


def is_carrying(request: Visit) -> bool:
    """Tell whether the post brings along what was typed before."""
    return BROUGHT in request.POST


def carried_in(request: Visit) -> Carried:
    """Return what the page between the door and the inside has to post again."""
    if not is_carrying(request):
        return []
    return [
        (name, str(text))
        for name, texts in request.POST.lists()
        if is_unseen(name)
        for text in texts
    ]


def kept(request: Visit) -> dict[str, Any]:
    """Return what the page of a door that has just closed is drawn with: {carried,
    is_too_long}.
    """
    carried = taken_from(request)
    size = len(urlencode(carried))
    is_too_long = size > MOST_BYTES or len(carried) > MOST_FIELDS
    return {"carried": [] if is_too_long else carried, "is_too_long": is_too_long}


def bring(request: Any) -> None:
    """Let the page show what was carried to it."""
    brought = QueryDict(mutable=True)
    for name, texts in request.POST.lists():
        if name.startswith(UNDER):
            brought.setlist(name.removeprefix(UNDER), texts)
    read(request, brought, left_behind=request.POST.getlist(LEFT_BEHIND))


def stay(request: Any) -> None:
    """Let the page, or a door, show what is typed in it: it is drawn in another
    language. What a door carries stays there under its names.
    """
    typed = request.POST.copy()
    for name in list(typed):
        if name == languages.CHOSEN or is_secret(request, name):
            del typed[name]
    read(request, typed, left_behind=names_of_files(request))
    request.is_in_language = True


def read(request: Any, typed: QueryDict, *, left_behind: list[str]) -> None:
    """Make the request a reading, as on a GET, that holds what was typed: nothing is
    sent yet, and the database takes no write.
    """
    request.left_behind, request.is_in_language = left_behind, False
    request.words_brought = words_in(typed)
    request.POST, request.method, request.is_brought = typed, "GET", True
    partnerships.enter(request.partnership, to_read=True)


def names_of_files(request: Visit) -> list[str]:
    return [str(file.name) for held in request.FILES.lists() for file in held[1]]


def is_unseen(name: str) -> bool:
    """Tell whether a door posts it again for the page behind it."""
    return name in {BROUGHT, LEFT_BEHIND} or name.startswith(UNDER)


def words_in(posted: QueryDict) -> list[str]:
    """Return the texts in a post. One word alone may be a choice or a key."""
    typed = (texts for name, texts in posted.lists() if not is_unseen(name))
    every = (str(text) for texts in typed for text in texts)
    return [text for text in every if len(text.split()) > 1]
