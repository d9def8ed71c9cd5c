from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.casework.meetings import minutes, papers, sitting
from saltmarsh.casework.meetings.minutes import About
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.triage import actions as triage
from tests.casework.assessments.assessed import again, record
from tests.casework.cases.room import met
from tests.casework.gathering.asked import TOLD, make_request, replied
from tests.casework.meetings.room import make_meeting, on_agenda, ready
from tests.casework.panels.sat import ADOPTED
from tests.casework.support.given import PLAN, WORDS, acting
from tests.casework.triage.desk import WHY, decider, make_officer


@pytest.fixture
def officer():
    return make_officer()


def test_a_paper_tells_the_record(officer):
    item = ready(officer)
    sitting.open_item(item, by=item.leader)
    sitting.decide(item, decided=ADOPTED, by=item.leader)

    paper = papers.paper(item)

    assert [what for what, _texts in paper.who] == ["Name"]
    assert paper.who[0][1] == ["Robin Example"]
    assert [each.reasons for each in paper.grounds] == [WHY.reasons]
    assert [each.reasons for each in paper.gathered] == ["All have answered."]
    assert [each.outcome for each in paper.decisions] == ["adopted"]
    assert len(paper.referrals) == 1


def test_a_paper_tells_of_silence_gaps_and_answers(officer):
    action = acting(officer)
    replied(make_request(officer, case=action.case))
    item = on_agenda(make_meeting(officer), action.case, by=officer)

    with time_machine.travel(timezone.now() + timedelta(days=60)):
        paper = papers.paper(item)

    assert paper.contact.is_ringing
    assert paper.contact.last is None
    assert [need.is_gap for need in paper.needs] == [False, True]
    [asked] = paper.asked
    assert [reply.words for reply in asked.replies.all()] == [TOLD]


def test_a_paper_tells_the_support_plan_that_stands(officer):
    action = acting(officer)
    item = on_agenda(make_meeting(officer), action.case, by=officer)
    assert papers.paper(item).plan is None
    support.plan(action.case, words=PLAN, by=officer)
    newer = PLAN | {"how": "Each day.", "changed": "He asked for more."}
    support.plan(action.case, words=newer, by=officer)

    paper = papers.paper(item)

    assert paper.plan.words["how"] == "Each day."
    assert paper.consent_plan
    assert [each.words["what"] for each in paper.support] == [WORDS["what"]]


def test_a_paper_tells_the_newest_assessment(officer):
    item = ready(officer)
    assert papers.paper(item).assessed is None
    record(item.case, officer)
    record(item.case, officer, words=again(summary="Goes to football."))

    told = papers.paper(item).assessed

    assert told.assessment.words["summary"] == "Goes to football."
    assert not told.is_afterwards


def test_a_restricted_referral_is_no_part_of_it(officer):
    item = ready(officer)
    second = met(officer)
    item.case.bases.create(
        partnership_id=officer.partnership_id,
        referral=second,
        decided_at=item.case.created_at,
        decided_by=officer.user,
        by=officer.user,
    )
    assert len(papers.paper(item).referrals) == 2
    second.is_restricted = True
    second.save()

    paper = papers.paper(item)

    assert second not in paper.referrals
    assert second.pk not in [each.referral_id for each in paper.grounds]


def test_the_newest_section_36_decision_counts(officer):
    item = ready(officer)
    [referral] = papers.paper(item).referrals
    changed = triage.Why("It is met for another reason.")
    triage.decide_section_36(referral, code="met", why=changed, by=decider(officer))

    [ground] = papers.paper(item).grounds

    assert ground.reasons == "It is met for another reason."


def test_minutes_of_earlier_meetings_are_shown_once_approved(officer):
    item = ready(officer)
    about = About(item.meeting, item)
    minutes.save(about, text="He was calm.", version=0, by=officer)
    later = make_meeting(officer, in_days=30)
    again = on_agenda(later, item.case, by=officer)
    assert papers.paper(again).minutes == []

    minutes.approve(item.meeting, read={}, by=officer)

    assert [each.text for each in papers.paper(again).minutes] == ["He was calm."]
    assert papers.paper(item).minutes == []
