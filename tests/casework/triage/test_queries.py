from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage import queries
from tests.casework.triage.desk import (
    ANSWER,
    WHY,
    acknowledged,
    arrived,
    decider,
    make_officer,
)
from tests.factories.casework import NAMED


def test_neutral_texts_come_first():
    told = [template.tells_outcome for template in queries.templates()]

    assert told == sorted(told)


def test_no_outcome_is_offered_to_an_anonymous_referrer():
    member = make_officer()
    anonymous, named = arrived(member), arrived(member, told=NAMED)

    offered = queries.templates_for(anonymous)

    assert not any(template.tells_outcome for template in offered)
    assert any(template.tells_outcome for template in queries.templates_for(named))


def test_a_referral_waits_for_what_its_stage_waits_for():
    member = make_officer()

    assert [step.code for step in queries.steps(arrived(member))] == ["acknowledge"]
    assert [step.code for step in queries.steps(acknowledged(member))] == ["decide"]


def test_no_feedback_is_owed_before_an_outcome():
    assert queries.feedback_owed_since(acknowledged(make_officer())) is None


def test_once_section_36_is_answered_the_next_step_is_waited_for():
    member = make_officer()
    referral = acknowledged(member)
    by = decider(member)
    triage.record_police_outcome(referral, answer=ANSWER, why=WHY, by=by)
    assert "section_36" in [step.code for step in queries.steps(referral)]

    triage.decide_section_36(referral, code="not_met", why=WHY, by=by)

    codes = [step.code for step in queries.steps(referral)]
    assert "decide" in codes
    assert "section_36" not in codes
