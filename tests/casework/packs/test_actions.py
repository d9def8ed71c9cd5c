from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.casework.meetings import papers
from saltmarsh.casework.packs import actions as packs
from saltmarsh.casework.packs import queries
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.documents import press
from saltmarsh.foundation.refusals import Refused
from tests.casework.meetings.room import make_meeting, on_agenda, other, panel_member
from tests.casework.packs.printing import packed, print_all, switch_on
from tests.casework.panels.sat import listed
from tests.casework.support.given import supported
from tests.casework.triage.desk import make_officer
from tests.foundation.documents.legible import pages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_officer()


def test_packs_are_off_until_they_are_switched_on(officer):
    member = panel_member(officer)
    meeting = make_meeting(officer, seats=[other(member)])

    with pytest.raises(Refused, match="switched off"):
        packs.allow(meeting, members=[member.pk], by=officer)

    switch_on(meeting.partnership)
    packs.allow(meeting, members=[member.pk], by=officer)
    assert queries.may_open(meeting, member)


def test_a_permission_is_recorded_and_can_be_taken_back(officer):
    member = panel_member(officer)
    meeting = packed(officer, member)
    [reader] = queries.readers(meeting)
    assert (reader.member_id, reader.by_id) == (member.pk, officer.user_id)

    packs.allow(meeting, members=[], by=officer)

    reader.refresh_from_db()
    assert not queries.may_open(meeting, member)
    assert reader.ended_by_id == officer.user_id
    told = Event.objects.filter(name__startswith="pack_reader.").order_by("created_at")
    assert [each.name for each in told] == ["pack_reader.allowed", "pack_reader.ended"]


def test_only_who_comes_can_be_allowed_it(officer):
    meeting, stranger = packed(officer), panel_member(officer)

    packs.allow(meeting, members=[stranger.pk], by=officer)

    assert not queries.readers(meeting)


def test_a_pack_is_asked_for_once(officer):
    meeting = packed(officer)

    packs.ask(meeting)

    assert ProcrastinateJob.objects.filter(task_name=packs.PRESS).count() == 1


def test_cases_are_printed_one_after_the_other_and_not_again(officer):
    meeting = packed(officer)
    for _number in range(2):
        on_agenda(meeting, listed(officer), by=officer)

    assert print_all(meeting) == [0, 1, 2]

    made = set(officer.partnership.pack_parts.values_list("pk", flat=True))
    print_all(meeting)
    assert set(officer.partnership.pack_parts.values_list("pk", flat=True)) == made


def test_a_case_whose_paper_changed_is_printed_anew(officer):
    meeting = packed(officer)
    changed, same = (on_agenda(meeting, listed(officer), by=officer) for _ in "ab")
    print_all(meeting)
    before = {key: part.pk for key, part in queries.parts([changed, same]).items()}

    changed.case.stage_changes.update(sealed_reasons=b"")
    print_all(meeting)

    after = {key: part.pk for key, part in queries.parts([changed, same]).items()}
    assert after[same.pk] == before[same.pk]
    assert after[changed.pk] != before[changed.pk]


def test_a_closed_window_deletes_what_was_printed(officer):
    meeting = packed(officer)
    on_agenda(meeting, listed(officer), by=officer)
    print_all(meeting)
    packs.tend(officer.partnership)
    assert officer.partnership.pack_parts.count() == 1

    meeting.starts_at -= timedelta(days=30)
    meeting.save()
    packs.tend(officer.partnership)

    assert not officer.partnership.pack_parts.exists()
    assert print_all(meeting) == [0]


def test_opening_asks_for_what_is_not_printed(officer):
    member = panel_member(officer)
    meeting = packed(officer, member)
    item = on_agenda(meeting, listed(officer), by=officer)
    ProcrastinateJob.objects.all().delete()

    assert packs.opened(meeting, [item], by=member, now=timezone.now()) is None

    assert ProcrastinateJob.objects.filter(task_name=packs.PRESS).exists()


def test_gaps_and_silence_are_in_the_pack(officer, time_machine):
    member = panel_member(officer)
    case = supported(officer)
    time_machine.move_to(timezone.now() + timedelta(days=60))
    meeting = packed(officer, member)
    item = on_agenda(meeting, case, by=officer)
    print_all(meeting)

    made, _sheets = packs.opened(meeting, [item], by=member, now=timezone.now())

    cover, *rest = pages_of(made)
    assert papers.paper(item).contact.is_ringing
    assert f"Silence in case {case.reference}" in " ".join(cover.split())
    assert "Needs with a gap: 2." in " ".join(cover.split())
    whole = " ".join(" ".join(rest).split())
    assert whole.index("Silence: nobody has met") < whole.index("The person, as told")
    assert "Gap: no action meets this need" in whole
    assert "color: #ca3535" in queries.sheet(item).page


def test_a_machine_that_cannot_print_says_so(officer, monkeypatch):
    meeting = packed(officer)
    item = on_agenda(meeting, listed(officer), by=officer)
    monkeypatch.setattr(press, "is_there", lambda: False)

    with pytest.raises(Refused, match="cannot be made"):
        packs.opened(meeting, [item], by=officer, now=timezone.now())

    assert print_all(meeting) == []
    assert not queries.progress([item]).can_print
