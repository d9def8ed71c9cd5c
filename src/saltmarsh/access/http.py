"""The request as our views receive it."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.partnerships.models import Partnership


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a secret and no account.

    kind: "receipt", "link" or "draft", as the access log names it. key: of what the
    secret opens. held: the record itself.
    """

    kind: str
    key: uuid.UUID
    held: Any


class Visit(HttpRequest):
    """A request by anyone, on the host of one partnership."""

    partnership: Partnership
    member: Membership | None = None
    holder: Holder | None = None
    # For the access log: who asked, which records they opened, and whether in vain.
    user_id: uuid.UUID | None = None
    record_ids: list[uuid.UUID]
    refused: bool = False
    # Set by `limits`, for a view that quarantines instead of turning away.
    is_over_limit: bool = False
    # Set by `carrying`: POST holds what was typed before a door closed, and is only
    # shown; these documents could not come along.
    is_brought: bool = False
    # Whether it was typed on the same page, which is drawn in another language.
    is_in_language: bool = False
    left_behind: Sequence[str] = ()
    words_brought: Sequence[str] = ()


class Request(Visit):
    """A request by a signed-in member, as every guarded view receives it."""

    user: User
    member: Membership


View = Callable[..., HttpResponse]
