from datetime import timedelta

import pytest
from django.utils import timezone, translation

from saltmarsh.casework.meetings import agenda
from saltmarsh.casework.meetings.due import Due, Reason
from saltmarsh.casework.meetings.lifecycle import State, Why
from saltmarsh.casework.packs import queries
from saltmarsh.casework.support import actions as support
from tests.casework.meetings.room import on_agenda
from tests.casework.packs.printing import packed, print_all
from tests.casework.panels.sat import NOT_ADOPTED, decided, listed
from tests.casework.support.given import PLAN, WORDS, acting
from tests.casework.triage.desk import make_officer
from tests.factories.documents import make_checked

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_officer()


def test_a_pack_is_kept_while_its_papers_are_open(officer):
    meeting, now = packed(officer), timezone.now()

    assert queries.is_kept(meeting, now)
    assert not queries.is_kept(meeting, now + timedelta(days=5))
    meeting.state = State.CANCELLED
    assert not queries.is_kept(meeting, now)


def test_packs_are_on_after_a_yes_alone(officer):
    partnership = officer.partnership
    assert not queries.is_on(partnership)

    for answer, is_on in [("yes", True), ("no", False)]:
        partnership.settings = {queries.PACKS.key: answer}
        assert queries.is_on(partnership) == is_on


def test_what_is_printed_says_every_reason_in_one_language(officer):
    case = decided(officer, NOT_ADOPTED)
    late = Reason(Why.ACTION, timezone.localdate(), "Ring the school.")
    reasons = (Reason(Why.SILENT), late)
    item = agenda.add(packed(officer), due=Due(case, reasons), by=officer)

    sheet = queries.sheet(item)

    assert "Too long without contact with the person" in sheet.page
    assert "Ring the school." in sheet.page
    with translation.override("cy"):
        assert queries.sheet(item).digest == sheet.digest


def test_what_is_printed_says_how_the_panel_decided_and_who_dissented(officer):
    case = decided(officer, NOT_ADOPTED)
    item = on_agenda(packed(officer), case, by=officer)

    page = queries.sheet(item).page

    assert "By majority" in page
    assert NOT_ADOPTED.dissent in page


def test_what_is_printed_names_the_documents_that_go_with_the_paper(officer, clamd):
    meeting = packed(officer)
    item = on_agenda(meeting, listed(officer), by=officer)
    before = queries.sheet(item)
    assert "Documents that go with this paper" not in before.page

    make_checked(item, under=item.case_id, called="Timetable.pdf")

    after = queries.sheet(item)
    assert "Timetable.pdf (PDF," in after.page
    assert "They are not in this file." in after.page
    assert after.digest != before.digest


def test_progress_counts_what_is_printed(officer):
    meeting = packed(officer)
    item = on_agenda(meeting, listed(officer), by=officer)
    assert (queries.progress([item]).made, queries.progress([item]).is_whole) == (0, 0)

    print_all(meeting)

    assert queries.progress([item]).is_whole


def test_what_is_printed_is_sealed_and_known_by_its_digest(officer):
    meeting = packed(officer)
    item = on_agenda(meeting, listed(officer), by=officer)
    print_all(meeting)

    part = queries.parts([item])[item.pk]

    assert queries.content(part).startswith(b"%PDF")
    assert b"PDF" not in bytes(part.sealed_printed)[:64]
    assert queries.is_current(part, queries.sheet(item))
    assert not queries.is_current(None, queries.sheet(item))


def test_what_is_printed_holds_the_support_plan(officer):
    action = acting(officer)
    item = on_agenda(packed(officer), action.case, by=officer)
    assert "There is no support plan yet" in queries.sheet(item).page
    support.plan(action.case, words=PLAN, by=officer)

    page = queries.sheet(item).page

    for told in (*PLAN.values(), WORDS["what"], "How consent is asked for"):
        assert told in page
