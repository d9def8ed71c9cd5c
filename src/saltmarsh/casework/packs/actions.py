import base64
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from saltmarsh.casework.meetings.lifecycle import State
from saltmarsh.casework.meetings.models import Item, Meeting
from saltmarsh.casework.packs import queries
from saltmarsh.casework.packs.models import PackPart, PackReader
from saltmarsh.casework.packs.queries import Sheet
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.documents import binding, press
from saltmarsh.foundation.documents.press import Press, Unprinted
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused

PRESS = "packs.print"


@transaction.atomic
def allow(meeting: Meeting, *, members: Collection[UUID], by: Membership) -> None:
    """Let exactly these members open the pack of a meeting, and nobody else.

    members: keys of those who are on its list. Raises Refused while packs are off.
    """
    if not queries.is_on(meeting.partnership):
        raise Refused(_("PDF packs are switched off. An administrator can allow them."))
    held = {each.member_id: each for each in queries.readers(meeting)}
    for key in set(held) - set(members):
        end(held[key], by=by)
    listed = meeting.attendees.filter(member__in=members)
    for key in set(listed.values_list("member", flat=True)) - set(held):
        made = PackReader.objects.create(
            partnership_id=meeting.partnership_id,
            meeting=meeting,
            member_id=key,
            by_id=by.user_id,
        )
        audit.record("pack_reader.allowed", made, by=by.user_id)
    ask(meeting)


def end(reader: PackReader, *, by: Membership) -> None:
    reader.ended_at, reader.ended_by_id = timezone.now(), by.user_id
    reader.save(update_fields=["ended_at", "ended_by"])
    audit.record("pack_reader.ended", reader, by=by.user_id)


def ask(meeting: Meeting) -> None:
    """Have what is not printed yet, or has changed since, printed by the worker."""
    if press.is_there() and queries.is_kept(meeting, timezone.now()):
        working.once(PRESS, meeting.partnership_id, meeting=meeting.pk)


def print_pack(partnership: Partnership, *, meeting: str) -> Iterator[None]:
    """Print the papers of a meeting, case by case: each step is one case."""
    held = partnership.meetings.filter(pk=meeting).first()
    if held is None or not press.is_there():
        return
    drop_changed(held)
    yield
    with Press() as running:
        for key in list(queries.agenda(held).values_list("pk", flat=True)):
            # It may have been taken off meanwhile, and the papers may have closed.
            item = queries.agenda(held).filter(pk=key).first()
            if item and queries.is_kept(item.meeting, timezone.now()):
                print_part(item, running)
                yield


def drop_changed(meeting: Meeting) -> None:
    """Delete what was printed of cases whose paper has changed."""
    items = list(queries.agenda(meeting))
    for key, part in queries.parts(items).items():
        [item] = [each for each in items if each.pk == key]
        if not queries.is_current(part, queries.sheet(item)):
            part.delete()


def print_part(item: Item, running: Press) -> None:
    """Print the paper of one case, unless it is printed."""
    if PackPart.objects.filter(item=item).exists():
        return
    sheet = queries.sheet(item)
    part = PackPart(partnership_id=item.partnership_id, item=item, case_id=item.case_id)
    part.made_of = sheet.made_of()
    part.printed = base64.b64encode(running.printed(sheet.page)).decode()
    part.save(force_insert=True)


def tend(partnership: Partnership) -> None:
    """Delete the parts of packs whose papers are closed; have those that somebody may
    open printed anew where a paper has changed.
    """
    now = timezone.now()
    held = partnership.pack_parts.values("item__meeting")
    for meeting in partnership.meetings.filter(pk__in=held):
        if not queries.is_kept(meeting, now):
            close(meeting)
    if not queries.is_on(partnership):
        return
    wanted = PackReader.objects.filter(partnership=partnership, ended_at=None)
    for meeting in partnership.meetings.filter(
        pk__in=wanted.values("meeting"), state=State.PLANNED
    ):
        ask(meeting)


def close(meeting: Meeting) -> None:
    """Delete what was printed of a meeting."""
    PackPart.objects.filter(item__meeting=meeting).delete()
    audit.record("pack.deleted", meeting, by=None, by_kind="system")


def opened(
    meeting: Meeting, items: Sequence[Item], *, by: Membership, now: datetime
) -> tuple[bytes, list[Sheet]] | None:
    """Return the pack of a meeting with these cases, the name of who opens it on every
    page, and what it was made of. None when a case is still to be printed, or printed
    anew: that is asked for. Raises Refused when it cannot be made here.

    items: those whose papers the member may read now.
    """
    if not press.is_there():
        raise Refused(_("The pack cannot be made on this machine."))
    sheets = {item.pk: queries.sheet(item) for item in items}
    parts = queries.parts(items)
    if not all(queries.is_current(parts.get(key), sheets[key]) for key in sheets):
        ask(meeting)
        return None
    printed = [queries.content(parts[item.pk]) for item in items]
    made = stamped(meeting, items, printed, by, now)
    audit.record("pack.opened", meeting, by=by.user_id)
    return made, list(sheets.values())


def stamped(
    meeting: Meeting,
    items: Sequence[Item],
    printed: Sequence[bytes],
    by: Membership,
    now: datetime,
) -> bytes:
    """Return the parts behind their cover, who opens them on every page."""
    held = queries.parts(items)
    shown = {
        "meeting": meeting,
        "rows": [(item, held[item.pk].made_of) for item in items],
        "reader": by.user,
        "now": now,
        "title": meeting.series.name,
    }
    with translation.override(settings.LANGUAGE_CODE):
        cover = render_to_string("papers/cover.html", shown)
        mark = render_to_string("papers/mark.html", shown)
    try:
        with Press() as running:
            front, laid = running.printed(cover), running.printed(mark)
    except Unprinted as error:
        raise Refused(_("The pack could not be made. Try again.")) from error
    return binding.bound(
        [front, *printed],
        mark=laid,
        title=meeting.series.name,
        language=settings.LANGUAGE_CODE,
    )
