import hashlib
import uuid
from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from pathlib import PurePosixPath
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.documents import (
    kinds,
    queries,
    rules,
    scanning,
    settling,
    storing,
)
from saltmarsh.foundation.documents.cleaning import cleaned
from saltmarsh.foundation.documents.keeping import Away
from saltmarsh.foundation.documents.lifecycle import (
    FIND_UNSAFE,
    LIFECYCLE,
    PASS,
    REFUSE,
    Problem,
)
from saltmarsh.foundation.documents.models import Document
from saltmarsh.foundation.documents.scanning import Verdict
from saltmarsh.foundation.documents.storing import Arriving
from saltmarsh.foundation.documents.uncleanable import Uncleanable
from saltmarsh.foundation.keyring.queries import Erased
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.vault.chunks import Damaged
from saltmarsh.foundation.workflow.lifecycle import Move

# Who holds a secret and no account: what kind of secret, and its key.
Holder = tuple[str, uuid.UUID | None]
LONGEST_NAME = 120
BATCH = 50
# Minutes until it is looked at again, doubled each time up to so many: a scanner that
# is away comes back, and one that cut the line does so again.
MOST_MINUTES = {Problem.AWAY: 4, Problem.STORE: 4, Problem.CUT: 6 * 60}
UNREADABLE = (Damaged, OSError, Erased)


@transaction.atomic
def attach(
    file: Arriving,
    *,
    about: Owned,
    under: uuid.UUID | None = None,
    by: User | None,
    holder: Holder | None = None,
) -> Document:
    """Keep a file that came in with the record `about`, and have it checked.

    under: the file whose key seals it, when that is not the record itself. holder: who
    sent it, when it was nobody who signed in. Until it is checked nobody can open it.
    Raises Refused when it may not be attached.
    """
    partnership = Partnership.objects.get(pk=about.partnership_id)
    with file.opened() as content:
        found = kinds.kind_of(content) if file.size and not file.is_too_large else ""
        digest = "" if file.is_too_large else digest_of(content)
    if barriers := why_not(partnership, file, found, about):
        file.discard()
        raise Refused(*barriers)
    document = Document(
        partnership=partnership,
        about_id=about.pk,
        file_id=under or about.pk,
        kind=found,
        size=file.size,
        blob=file.blob,
        added_by=by,
        look_at=timezone.now() + timedelta(minutes=1),
    )
    document.name = plain(file.called, found)
    document.content_key, document.digest = file.key.hex(), digest
    put_away(file)
    document.save(force_insert=True)
    sender, key = who(by, holder)
    audit.record("document.added", document, by=key, by_kind=sender, kind=found)
    settling.replace_failed(document, who=(sender, key))
    working.later("documents.scan", partnership.pk, document=document.pk)
    return document


def put_away(file: Arriving) -> None:
    """Keep a file where it stays. Raises Refused while there is nowhere to keep it."""
    try:
        file.keep()
    except Away as error:
        file.discard()
        raise Refused(
            _(
                "It cannot be kept just now, and was not added. Try again in some minutes."
            )
        ) from error


def who(by: User | None, holder: Holder | None) -> Holder:
    """Return who did it, as an event names them."""
    if by is not None:
        return "user", by.pk
    return holder or ("system", None)


def why_not(
    partnership: Partnership, file: Arriving, found: str, about: Owned
) -> list[str]:
    """Return why the file may not be attached; empty when it may."""
    limits = queries.limits(partnership)
    return rules.barriers(
        found,
        size=file.size,
        most_megabytes=limits["megabytes"],
        held=partnership.documents.about(about.pk).count(),
        most=limits["most"],
    )


def plain(called: str, kind: str) -> str:
    """Return a name that is safe to show and to save: no folders, no signs that a
    system reads in its own way, and the ending that goes with what it is.
    """
    stem = PurePosixPath(called.replace("\\", "/")).stem
    kept = "".join(sign if sign.isalnum() or sign in " -_.()" else " " for sign in stem)
    words = " ".join(kept.split()).strip(". ")[:LONGEST_NAME]
    return f"{words or 'document'}.{kind}"


def digest_of(content: BinaryIO) -> str:
    """Return the SHA-256 of the file as it came."""
    found = hashlib.sha256()
    content.seek(0)
    while piece := content.read(1 << 20):
        found.update(piece)
    return found.hexdigest()


@transaction.atomic
def check(partnership: Partnership, *, document_id: str) -> None:
    """Have one held document scanned, and cleaned when it passes, unless that is
    being done.
    """
    waiting = partnership.documents.held().filter(pk=document_id)
    document = waiting.select_for_update(skip_locked=True).first()
    if document is None:
        return
    try:
        with queries.content_of(document) as content:
            examined(document, content)
    except Away:
        put_off(document, Problem.STORE)
    except UNREADABLE:
        end(document, REFUSE, Problem.BROKEN)


def examined(document: Document, content: BinaryIO) -> None:
    """Scan and clean an opened document, and say what came of it."""
    verdict = scanning.scan(content)
    if verdict == Verdict.INFECTED:
        end(document, FIND_UNSAFE, Problem.VIRUS)
    elif verdict != Verdict.CLEAN:
        put_off(document, Problem(str(verdict)))
    else:
        try:
            replace(document, cleaned(document.kind, content))
        except Uncleanable as reason:
            end(document, REFUSE, reason.problem)


def put_off(document: Document, problem: Problem) -> None:
    """Hold a document that was not scanned, and say when to try again."""
    minutes = min(2 ** min(document.tries, 10), MOST_MINUTES[problem])
    document.problem, document.tries = problem, document.tries + 1
    document.look_at = timezone.now() + timedelta(minutes=minutes)
    document.save(update_fields=["problem", "tries", "look_at"])


def replace(document: Document, content: bytes) -> None:
    """Keep a cleaned copy, under a key of its own, in place of what came."""
    before = document.blob
    copy = storing.arrived(content, document.partnership_id, called="")
    copy.keep()
    document.blob, document.size = copy.blob, copy.size
    document.content_key = copy.key.hex()
    document.state, document.problem = LIFECYCLE.after(document.state, PASS), ""
    document.checked_at = timezone.now()
    document.save()
    audit.record("document.passed", document, by=None, by_kind="system")
    drop(document.partnership_id, before)


def end(document: Document, step: Move, problem: Problem) -> None:
    """Note that a document will never be opened, and delete its content."""
    document.state = LIFECYCLE.after(document.state, step)
    document.problem, document.checked_at = problem, timezone.now()
    # Whoever saw that it waits has not seen this.
    document.settled_at = None
    document.save(update_fields=["state", "problem", "checked_at", "settled_at"])
    audit.record(
        "document.refused", document, by=None, by_kind="system", problem=str(problem)
    )
    drop(document.partnership_id, document.blob)


def drop(partnership_id: uuid.UUID, blob: uuid.UUID) -> None:
    """Delete a sealed file once this transaction is committed."""

    def delete() -> None:
        # It is done, whatever the store says: the sweep deletes what it left.
        with suppress(OSError):
            storing.delete(partnership_id, blob)

    transaction.on_commit(delete)


def look_again(partnership: Partnership) -> int:
    """Have what is held back still scanned again; return how many are."""
    due = partnership.documents.due(timezone.now())
    keys = list(due.order_by("look_at").values_list("pk", flat=True)[:BATCH])
    for key in keys:
        working.later("documents.scan", partnership.pk, document=key)
    return len(keys)


@transaction.atomic
def hand_over(before: Owned, *, to: Owned, by: User | None) -> int:
    """Let what is attached to one record belong to another, under its key; return how
    many there are. The sealed files stay as they are: only their keys are sealed anew.
    """
    found = list(
        Document.objects.filter(partnership_id=to.partnership_id)
        .about(before.pk)
        .select_for_update()
    )
    for document in found:
        opened = (document.name, document.content_key, document.digest)
        document.about_id = document.file_id = to.pk
        document.name, document.content_key, document.digest = opened
        document.save()
        # Whoever is told of it goes to another page from now on.
        settling.quiet(document.partnership, document.pk)
        kind, key = who(by, None)
        audit.record("document.handed_over", document, by=key, by_kind=kind)
    return len(found)


@transaction.atomic
def remove(
    document: Document, *, by: User | None, holder: Holder | None = None
) -> None:
    """Take a document away, with its content: whoever added it changed their mind."""
    kind, key = who(by, holder)
    audit.record("document.removed", document, by=key, by_kind=kind)
    settling.quiet(document.partnership, document.pk)
    drop(document.partnership_id, document.blob)
    document.delete()


@transaction.atomic
def forget(partnership: Partnership, about: Collection[uuid.UUID]) -> int:
    """Delete the documents about records that are deleted; return how many."""
    found = partnership.documents.filter(about_id__in=about)
    blobs = list(found.values_list("blob", flat=True))
    for blob in blobs:
        drop(partnership.pk, blob)
    if blobs:
        found.delete()
    return len(blobs)


def sweep(partnership: Partnership) -> int:
    """Delete sealed files that no record names, and those whose key was erased;
    return how many.
    """
    now = timezone.now()
    storing.clear_incoming(now)
    alive = partnership.record_keys.held().values("file_id")
    kept = partnership.documents.filter(file_id__in=alive, state__in=["held", "ready"])
    named = set(kept.values_list("blob", flat=True))
    stray = [
        blob for blob in storing.left_behind(partnership.pk, now) if blob not in named
    ]
    for blob in stray:
        storing.delete(partnership.pk, blob)
    return len(stray)
