"""Referrals being written: kept sealed, saved, opened again, forgotten."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from saltmarsh.casework.referrals import queries, receipts
from saltmarsh.casework.referrals.models import Draft
from saltmarsh.casework.referrals.schema import Depth
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.keyring import queries as keys
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.foundation.prepared import Prepared
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.writing import at_once, update

SECRET_BYTES = 32
BATCH = 500
LOCKED = Prepared(
    lambda pk, partnership_id: Draft.objects.select_for_update().filter(
        pk=pk, partnership_id=partnership_id
    )
)


@transaction.atomic
def start(partnership: Partnership) -> tuple[Draft, str]:
    """Begin a referral; return it and the secret that opens it.

    Raises Refused while no version of the questions is in force.
    """
    draft, secret = _new(partnership, Depth.PUBLIC), secrets.token_urlsafe(SECRET_BYTES)
    draft.secret_look_up = _look_up(partnership, secret)
    draft.secret_until = draft.expires_at = idle_end(partnership)
    draft.answers = {}
    draft.save(force_insert=True)
    return draft, secret


@transaction.atomic
def start_for(member: Membership, *, door: Depth, known: dict[str, str]) -> Draft:
    """Begin a referral that `member` writes, kept in their account.

    known: what is known of them already, as `queries.prefilled` takes it.
    """
    draft = _new(member.partnership, door)
    draft.member = member
    draft.expires_at = saved_end(member.partnership)
    asked = queries.schema_of(draft.schema_id)
    draft.answers = queries.prefilled(asked, known)
    draft.save(force_insert=True)
    return draft


@at_once
def keep(draft: Draft, *, answers: dict[str, Any]) -> None:
    """Keep the answers given so far, for as long again.

    Raises Refused when it was sent meanwhile.
    """
    held = locked(draft)
    if held.referral_id is not None:
        raise Refused(_("You have sent this already."))
    draft.answers = answers
    if held.member_id is not None:
        draft.expires_at = saved_end(held.partnership)
    else:
        draft.secret_until = idle_end(held.partnership)
        draft.expires_at = max(held.expires_at, draft.secret_until)
    update(draft, ["sealed_answers", "secret_until", "expires_at"])


@transaction.atomic
def save(draft: Draft) -> str:
    """Keep the draft for some days, and return the code that opens it again."""
    held = locked(draft)
    if held.referral_id is not None:
        raise Refused(_("You have sent this already."))
    if held.code is None:
        held.code = receipts.new()
        held.code_look_up = _look_up(held.partnership, receipts.letters(held.code))
    held.expires_at = saved_end(held.partnership)
    held.save(update_fields=["sealed_code", "code_look_up", "expires_at"])
    draft.expires_at = held.expires_at
    audit.record("draft.saved", held, by=held.pk, by_kind="draft")
    code: str = held.code
    return code


@transaction.atomic
def remind(draft: Draft, *, to: str) -> None:
    """Send a reminder of where to go on: no code in it, and nothing of what was
    written.
    """
    until = timezone.localtime(draft.expires_at)
    notices.mail(
        draft.partnership,
        to=to,
        template="referrals/saved",
        fills={
            "page": ("public:refer-return", ()),
            "until": date_format(until, "j F Y"),
        },
        by=None,
    )


@transaction.atomic
def reopen(draft: Draft) -> str:
    """Return a new secret that opens a saved draft: the one before opens nothing."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    draft.secret_look_up = _look_up(draft.partnership, secret)
    draft.secret_until = idle_end(draft.partnership)
    draft.expires_at = max(draft.expires_at, draft.secret_until)
    draft.save(update_fields=["secret_look_up", "secret_until", "expires_at"])
    audit.record("draft.reopened", draft, by=draft.pk, by_kind="draft")
    return secret


@transaction.atomic
def forget(draft: Draft) -> None:
    """Delete the draft and its key."""
    _delete(draft.partnership, [draft.pk])


@transaction.atomic
def expire(partnership: Partnership, now: datetime) -> int:
    """Delete drafts whose time is over, with their keys; return how many."""
    over = partnership.drafts.filter(expires_at__lte=now)
    found = list(over.values_list("pk", flat=True)[:BATCH])
    if found:
        _delete(partnership, found)
    return len(found)


def locked(draft: Draft) -> Draft:
    """Return the draft as the database now has it, held until the transaction ends.

    Raises Refused when it is gone.
    """
    if getattr(draft, "is_locked", False):
        return draft
    held = LOCKED.first(pk=draft.pk, partnership_id=draft.partnership_id)
    if held is None:
        raise Refused(_("What you wrote was forgotten, because too long passed."))
    held.partnership = draft.partnership
    return held


def idle_end(partnership: Partnership) -> datetime:
    minutes = int(value_of(partnership, queries.IDLE_MINUTES))
    return timezone.now() + timedelta(minutes=minutes)


def saved_end(partnership: Partnership) -> datetime:
    days = int(value_of(partnership, queries.SAVED_DAYS))
    return timezone.now() + timedelta(days=days)


def _new(partnership: Partnership, door: Depth) -> Draft:
    version = queries.schema_in_force(partnership, timezone.localdate())
    if version is None:
        raise Refused(_("The form is not open now. Please call us instead."))
    draft = Draft(partnership=partnership, schema_id=version.pk, door=door)
    keyring.start_files(partnership.pk, [draft.pk])
    return draft


def _look_up(partnership: Partnership, secret: str) -> bytes:
    return keys.look_ups(partnership.pk, queries.DRAFTS, secret)[0]


def _delete(partnership: Partnership, draft_ids: list[uuid.UUID]) -> None:
    """Delete drafts, their documents and their keys, leaving one event that says how
    many.
    """
    documents.forget(partnership, draft_ids)
    partnership.drafts.filter(pk__in=draft_ids).delete()
    partnership.record_keys.filter(file_id__in=draft_ids).delete()
    audit.note(
        "drafts.forgotten",
        partnership_id=partnership.pk,
        about=("referrals.Draft", draft_ids),
        by=None,
        by_kind="system",
        count=str(len(draft_ids)),
    )
