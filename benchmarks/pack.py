"""The papers of a meeting as one PDF: an agenda of 30 cases, printed and opened."""

import os
import time

from django.db import transaction
from django.utils import timezone

from benchmarks.stage import Stage
from saltmarsh.casework.meetings.models import Item, Meeting
from saltmarsh.casework.packs import actions as packs
from saltmarsh.casework.packs import queries
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from tests.casework.gathering.asked import make_request, replied
from tests.casework.meetings.room import on_agenda, panel_member
from tests.casework.packs.printing import packed
from tests.casework.support.given import acting
from tests.casework.triage.desk import make_officer

CASES = 30


def run(at: Stage, partnership: Partnership) -> None:
    """Measure and print."""
    with transaction.atomic():
        partnerships.enter(partnership)
        meeting, reader = prepared(partnership)
    pages = [printed(meeting), printed(meeting)]
    print(f"  base pack of {CASES} cases: {pages[0]:.1f} s; when none has changed:")
    print(f"  {pages[1]:.1f} s; opened by a reader, joined and stamped:")
    print(f"  {opened(meeting, reader)}; load average {os.getloadavg()[0]:.1f}")


def prepared(partnership: Partnership) -> tuple[Meeting, Membership]:
    """Return a meeting about supported cases with needs, plans and replies."""
    officer = make_officer(partnership)
    reader = panel_member(officer)
    meeting = packed(officer, reader)
    for _number in range(CASES):
        case = acting(officer).case
        replied(make_request(officer, case=case))
        on_agenda(meeting, case, by=officer)
    return meeting, reader


def printed(meeting: Meeting) -> float:
    """Print as the worker does, each case in a transaction; return the seconds."""
    began, steps, is_going_on = time.perf_counter(), None, True
    while is_going_on:
        keyring.forget()
        with transaction.atomic():
            partnerships.enter(meeting.partnership)
            steps = steps or packs.print_pack(
                meeting.partnership, meeting=str(meeting.pk)
            )
            is_going_on = next(steps, "end") is None
    return time.perf_counter() - began


def opened(meeting: Meeting, reader: Membership) -> str:
    with transaction.atomic():
        partnerships.enter(meeting.partnership)
        items: list[Item] = list(queries.agenda(meeting))
        began = time.perf_counter()
        made = packs.opened(meeting, items, by=reader, now=timezone.now())
        took = time.perf_counter() - began
    content = made[0] if made else b""
    return f"{took:.1f} s, {len(content) / 1024:,.0f} KiB"
