import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.notices import queries, working
from saltmarsh.foundation.notices.models import Email, Notice, State
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import value_of

# Minutes to wait after each failure; after the last one it is given up.
BACKOFF_MINUTES = (1, 5, 15, 60, 180, 360)
BATCH = 200
# A word that is put in as it stands, or a page: (route name, arguments).
Fill = str | tuple[str, Sequence[str]]


@dataclass(frozen=True)
class Place:
    """Where something is dealt with, and the record it is about."""

    route: str
    arguments: tuple[str, ...]
    about_id: uuid.UUID


@transaction.atomic
def mail(
    partnership: Partnership,
    *,
    to: str,
    template: str,
    fills: Mapping[str, Fill],
    by: uuid.UUID | None,
) -> Email:
    """Put an e-mail into the outbox; the worker sends it once this is committed.

    template: "routing/delivery", the text in that app's messages folder. fills: what
    stands in its places. Nothing in it may tell what a referral is about.
    """
    words = {
        name: fill if isinstance(fill, str) else queries.link(partnership, *fill)
        for name, fill in fills.items()
    }
    subject, body = queries.written(template, words)
    email = Email(partnership=partnership, template=template, next_at=timezone.now())
    email.to, email.text = to, {"subject": subject, "body": body}
    email.save(force_insert=True)
    kind = "user" if by else "system"
    audit.record("email.queued", email, by=by, by_kind=kind, template=template)
    working.later("notices.send", partnership.pk, email=email.pk)
    return email


def send(partnership: Partnership, *, email_id: str) -> None:
    """Hand one e-mail to the mail server, unless that was done or is being done."""
    waiting = partnership.emails.filter(state=State.QUEUED)
    locked = waiting.select_for_update(skip_locked=True)
    email = locked.filter(pk=email_id).first()
    if email is None:
        return
    email.attempts += 1
    try:
        handed_over(email)
    except Exception as error:  # noqa: BLE001 - whatever went wrong, it is tried again
        failed(email, error)
    else:
        email.state, email.sent_at, email.error = State.SENT, timezone.now(), ""
        audit.record("email.sent", email, by=None, by_kind="system")
    email.save(update_fields=["state", "attempts", "next_at", "sent_at", "error"])


def handed_over(email: Email) -> None:
    subject, body = email.text["subject"], email.text["body"]
    EmailMessage(subject, body, to=[email.to]).send()


def failed(email: Email, error: Exception) -> None:
    """Note the failure by the name of its class, and when to try again."""
    email.error = type(error).__name__[:60]
    given_up = email.attempts > len(BACKOFF_MINUTES)
    if given_up:
        email.state = State.FAILED
    else:
        wait = timedelta(minutes=BACKOFF_MINUTES[email.attempts - 1])
        email.next_at = timezone.now() + wait
    name = "email.failed" if given_up else "email.delayed"
    audit.record(name, email, by=None, by_kind="system", error=email.error)


def drain(partnership: Partnership) -> int:
    """Try again what is due in the outbox; return how many are tried."""
    due = partnership.emails.due(timezone.now()).order_by("next_at")
    keys = list(due.values_list("pk", flat=True)[:BATCH])
    for key in keys:
        working.later("notices.send", partnership.pk, email=key)
    return len(keys)


@transaction.atomic
def empty(partnership: Partnership) -> int:
    """Erase address, text and key of what was sent or given up some days ago."""
    days = int(value_of(partnership, queries.KEEP_DAYS))
    old = partnership.emails.to_empty(timezone.now() - timedelta(days=days))
    keys = list(old.values_list("pk", flat=True)[:BATCH])
    for key in keys:
        keyring.erase(partnership, file_id=key, by=None)
    partnership.emails.filter(pk__in=keys).update(sealed_to=None, sealed_text=None)
    return len(keys)


def tell(
    partnership: Partnership,
    *,
    kind: str,
    place: Place,
    team: Team | None = None,
    member: Membership | None = None,
) -> None:
    """Show a notice to a team or to a member, unless it waits there already."""
    notice = Notice(
        partnership=partnership,
        kind=kind,
        team=team,
        member=member,
        route=place.route,
        arguments=list(place.arguments),
        about_id=place.about_id,
    )
    Notice.objects.bulk_create([notice], ignore_conflicts=True)


def done(
    partnership: Partnership,
    *,
    kind: str,
    about_id: uuid.UUID,
    apart_from: Collection[uuid.UUID] = (),
) -> None:
    """Take a notice away from everybody: what it asked for is done. apart_from: the
    members for whom it is not.
    """
    waiting = partnership.notices.waiting().filter(kind=kind, about_id=about_id)
    waiting.exclude(member__in=apart_from).update(done_at=timezone.now())


def see(member: Membership, *, notice_ids: Sequence[uuid.UUID]) -> None:
    """Note that `member` has seen these notices."""
    unseen = queries.waiting(member).filter(pk__in=notice_ids, seen_at=None)
    unseen.update(seen_at=timezone.now())
