"""The demo's documents: a PDF that came with a partner's referral, one that goes with a
panel paper, and one that cannot be opened.
"""

import io
from datetime import timedelta
from typing import Any

import pikepdf
from django.utils import timezone
from pikepdf import Dictionary, Name

from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.casework.meetings.models import Item
from saltmarsh.casework.referrals import drafts
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.referrals.queries import BY_PARTNER
from saltmarsh.casework.referrals.schema import Depth
from saltmarsh.casework.routing.models import Link
from saltmarsh.casework.triage import actions as triage
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.documents import storing

TOLD: dict[str, Any] = {
    "immediate_danger": "no",
    "organisation": "Saltings Academy",
    "role": "Head of year 11",
    "sector": "education",
    "names": "Toby Hartwell",
    "age": 16,
    "school": "Saltings Academy, year 11",
    "worry": "Toby has asked three teachers whether a bombing can be right. He left the "
    "football team, and eats alone.",
    "seen": "The questions in my lesson. The notes of the others are in the document.",
    "inferred": "He may be looking for people who take him seriously.",
    "referrer_name": "Grace Adeyemi",
    "reply_mailbox": ["yes"],
}
NOTES = (
    "Notes of three teachers, put together by the head of year",
    "",
    "2 November, history: asked whether a bombing can ever be right.",
    "9 November, English: wrote that nobody listens until something burns.",
    "12 November, tutor time: says that he has new friends, and not from here.",
)
TIMETABLE = (
    "Estuary College: timetable and attendance of one student",
    "",
    "Mondays and Thursdays: motor vehicles, level 2.",
    "Wednesdays: English, mathematics.",
    "Last seen on site: 13 March.",
)


def fill(partner: Membership) -> Referral:
    """Send a referral with a document, as the demo's partner."""
    draft = drafts.start_for(partner, door=Depth.PROFESSIONAL, known={})
    drafts.keep(draft, answers=TOLD)
    called = "Notes of three teachers.pdf"
    file = storing.arrived(notes(), partner.partnership_id, called=called)
    documents.attach(file, about=draft, by=partner.user)
    arrival = Arrival(BY_PARTNER, timezone.now() - timedelta(hours=2))
    return triage.receive(draft, arrival=arrival, by=partner).referral


def notes() -> bytes:
    return printed(NOTES, author="Grace Adeyemi")


def add_to_paper(item: Item, by: Membership) -> None:
    """Let the college’s timetable go with the paper of a case."""
    content = printed(TIMETABLE, author="Ivy Marlowe")
    called = "Timetable of the college.pdf"
    file = storing.arrived(content, item.partnership_id, called=called)
    documents.attach(file, about=item, under=item.case_id, by=by.user)


def send_broken(asked: InformationRequest, link: Link) -> None:
    """Let a partner who answers by link send a letter of which half got lost."""
    content = printed(("Dear Channel panel",), author="Bronagh Tidewell")[:60]
    file = storing.arrived(content, asked.partnership_id, called="Letter.pdf")
    holder = ("link", link.pk)
    documents.attach(file, about=asked, under=asked.case_id, by=None, holder=holder)


def printed(text: tuple[str, ...], *, author: str) -> bytes:
    """Return lines as a PDF of one page, with the author in its hidden details."""
    made = io.BytesIO()
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(595, 842))
        letters = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica
        )
        page.obj.Resources = Dictionary(Font=Dictionary(F1=letters))
        lines = "".join(f"({line}) Tj T* " for line in text)
        drawn = f"BT /F1 13 Tf 20 TL 60 780 Td {lines}ET"
        page.obj.Contents = file.make_stream(drawn.encode())
        file.docinfo["/Author"] = author
        file.save(made)
    return made.getvalue()
