import pytest

from saltmarsh.casework.closing import actions as closing
from saltmarsh.casework.closing import queries
from saltmarsh.casework.closing.actions import Feedback
from saltmarsh.casework.closing.rules import HEADINGS, Closure
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage.kinds import Kind
from saltmarsh.foundation.refusals import Refused
from tests.casework.cases.room import make_case, met
from tests.casework.likenesses.alike import MISSPELT, ROBIN, about
from tests.casework.triage.desk import (
    WHY,
    acknowledged,
    arrived,
    decider,
    in_days,
    make_colleague,
    make_officer,
)
from tests.factories.casework import NAMED

REASONS = Closure(dict.fromkeys(HEADINGS, "Nothing known."), together="Unchanged.")
NEUTRAL = Feedback("told", "Thank you for telling us.", "finished")


def tell(referral, member):
    closing.give_feedback(referral, feedback=NEUTRAL, reason="", by=decider(member))


def ready(member, **values):
    referral = acknowledged(member, **values)
    tell(referral, member)
    return referral


def ready_repeat(member):
    """Return a referral to close, linked to an earlier one."""
    earlier, referral = arrived(member), ready(member)
    links.link(referral, earlier=earlier, reason="Same name.", by=member.user)
    referral.refresh_from_db()
    return referral


def test_a_referral_is_closed_with_reasons_under_each_heading():
    member = make_officer()
    referral = ready(member)

    decision = closing.close(referral, closure=REASONS, why=WHY, by=decider(member))

    assert referral.stage == Stage.CLOSED
    assert (referral.due_at, referral.due_for) == (None, "")
    assert len(queries.reasons(decision)) == len(HEADINGS)


def test_a_referral_whose_referrer_was_told_nothing_stays_open():
    member = make_officer()
    referral = acknowledged(member)

    with pytest.raises(Refused, match="Tell the referrer first"):
        closing.close(referral, closure=REASONS, why=WHY, by=decider(member))

    referral.refresh_from_db()
    assert referral.stage == Stage.ACKNOWLEDGED


def test_not_told_because_is_an_answer():
    member = make_officer()
    referral = acknowledged(member)
    silent = Feedback("not_told")

    closing.give_feedback(
        referral, feedback=silent, reason="It may endanger them.", by=decider(member)
    )
    closing.close(referral, closure=REASONS, why=WHY, by=decider(member))

    assert referral.stage == Stage.CLOSED
    assert not referral.messages.exists()


def test_not_told_needs_its_because():
    member = make_officer()
    referral = acknowledged(member)

    with pytest.raises(Refused, match="reason"):
        closing.give_feedback(
            referral, feedback=Feedback("not_told"), reason=" ", by=decider(member)
        )


def test_an_outcome_after_the_last_feedback_is_told_too():
    member = make_officer()
    referral = ready(member)
    triage.decide_section_36(referral, code="not_met", why=WHY, by=decider(member))

    with pytest.raises(Refused, match="Tell the referrer first"):
        closing.close(referral, closure=REASONS, why=WHY, by=decider(member))


def test_open_questions_keep_a_referral_open_unless_that_is_explained():
    member = make_officer()
    referral = acknowledged(member)
    triage.ask_for_more(
        referral, of_referrer="When?", of_team="", why=WHY, by=decider(member)
    )
    tell(referral, member)
    with pytest.raises(Refused, match="Questions are open"):
        closing.close(referral, closure=REASONS, why=WHY, by=decider(member))

    explained = Closure(REASONS.reasons, questions="They cannot be reached.")
    closing.close(referral, closure=explained, why=WHY, by=decider(member))

    assert referral.stage == Stage.CLOSED


def test_a_service_that_has_not_answered_keeps_a_referral_open():
    member = make_officer()
    referral = acknowledged(member)
    service = {"name": "Housing", "contact": "01632 960 011", "way": "signposted"}
    triage.refer_on(
        referral, service=service, chase_on=in_days(3), why=WHY, by=decider(member)
    )
    tell(referral, member)

    with pytest.raises(Refused, match="has not answered"):
        closing.close(referral, closure=REASONS, why=WHY, by=decider(member))


def test_a_repeat_referral_waits_for_a_second_person():
    member = make_officer()
    referral = ready_repeat(member)

    closing.close(referral, closure=REASONS, why=WHY, by=decider(member))

    assert referral.stage == Stage.CLOSING
    assert referral.due_for == "second_person"


@pytest.mark.parametrize("which", ["the one that was linked", "the earlier one"])
def test_undoing_a_link_does_not_let_anybody_close_alone(which):
    member = make_officer()
    earlier, later = ready(member), ready(member)
    link = links.link(later, earlier=earlier, reason="Same name.", by=member.user)
    links.undo(link, reason="Another birthday.", by=member.user)
    referral = later if which == "the one that was linked" else earlier
    referral.refresh_from_db()

    alone = Closure(REASONS.reasons)
    closing.close(referral, closure=alone, why=WHY, by=decider(member))

    assert referral.stage == Stage.CLOSING
    with pytest.raises(Refused, match="second person"):
        closing.confirm(referral, why=WHY, by=decider(member))


def test_who_asked_to_close_does_not_confirm():
    member = make_officer()
    referral = ready_repeat(member)
    closing.close(referral, closure=REASONS, why=WHY, by=decider(member))

    with pytest.raises(Refused, match="second person"):
        closing.confirm(referral, why=WHY, by=decider(member))

    referral.refresh_from_db()
    assert referral.stage == Stage.CLOSING


def test_another_person_confirms_and_the_decision_rests_on_the_wish():
    member = make_officer()
    referral = ready_repeat(member)
    wish = closing.close(referral, closure=REASONS, why=WHY, by=decider(member))

    second = decider(make_colleague(member))
    decision = closing.confirm(referral, why=WHY, by=second)

    assert referral.stage == Stage.CLOSED
    assert decision.rests_on == wish
    assert queries.wish(referral) is None


def test_another_person_declines_and_it_is_worked_on_again():
    member = make_officer()
    referral = ready_repeat(member)
    closing.close(referral, closure=REASONS, why=WHY, by=decider(member))

    closing.decline(referral, why=WHY, by=decider(make_colleague(member)))

    assert referral.stage == Stage.ACKNOWLEDGED
    assert referral.decisions.of_kind(Kind.DECLINED_TO_CLOSE).exists()


def test_a_closed_referral_is_reopened_with_a_reason():
    member = make_officer()
    referral = ready(member)
    closing.close(referral, closure=REASONS, why=WHY, by=decider(member))

    decision = closing.reopen(referral, why=WHY, by=decider(member))

    assert referral.stage == Stage.ACKNOWLEDGED
    assert decision.reasons == WHY.reasons
    assert referral.due_for == "decide"


def test_an_anonymous_referrer_is_never_told_an_outcome():
    member = make_officer()
    referral = acknowledged(member)
    outcome = Feedback("outcome", "Not taken further.", decided=True)

    with pytest.raises(Refused, match="anonymous"):
        closing.give_feedback(
            referral, feedback=outcome, reason="Asked.", by=decider(member)
        )

    assert not referral.messages.exists()


def test_an_outcome_is_told_by_a_named_decision_alone():
    member = make_officer()
    referral = acknowledged(member, told=NAMED)
    undecided = Feedback("outcome", "Not taken further.", "not_taken_forward")
    with pytest.raises(Refused, match="you have decided"):
        closing.give_feedback(
            referral, feedback=undecided, reason="Asked.", by=decider(member)
        )

    decided = Feedback("outcome", "Not taken further.", "x", decided=True)
    decision = closing.give_feedback(
        referral, feedback=decided, reason="They asked.", by=decider(member)
    )

    assert decision.by == member.user
    assert referral.messages.get().tells_outcome


def test_what_appears_before_the_second_person_must_be_decided_first():
    member = make_officer()
    referral = about(member, ROBIN)
    tell(referral, member)
    earlier = arrived(member)
    links.link(referral, earlier=earlier, reason="Same name.", by=member.user)
    referral.refresh_from_db()
    closing.close(referral, closure=REASONS, why=WHY, by=decider(member))
    about(member, MISSPELT)
    second = make_colleague(member)

    with pytest.raises(Refused, match="Decide first"):
        closing.confirm(referral, why=WHY, by=decider(second))

    closing.decline(referral, why=WHY, by=decider(second))


def test_what_is_undecided_stands_in_the_way():
    member = make_officer()
    referral = about(member, ROBIN)
    about(member, MISSPELT)
    tell(referral, member)

    with pytest.raises(Refused, match="Decide first"):
        closing.close(referral, closure=REASONS, why=WHY, by=decider(member))


def test_a_referral_of_an_open_case_is_not_closed_before_the_case():
    member = make_officer()
    case = make_case(member)
    referral = case.bases.get().referral
    silent = Feedback("not_told")
    closing.give_feedback(
        referral, feedback=silent, reason="It may endanger them.", by=decider(member)
    )
    with pytest.raises(Refused, match="belongs to a case that is open"):
        closing.close(referral, closure=REASONS, why=WHY, by=decider(member))

    case.stage, case.due_at, case.due_for = "closed", None, ""
    case.save()

    closing.close(referral, closure=REASONS, why=WHY, by=decider(member))
    referral.refresh_from_db()
    assert referral.stage == Stage.CLOSING


def test_the_second_person_closes_none_whose_person_has_come_into_a_case_since():
    member = make_officer()
    referral = ready_repeat(member)
    closing.close(referral, closure=REASONS, why=WHY, by=decider(member))
    newest = met(member)
    links.link(newest, earlier=referral, reason="Same name.", by=member.user)
    case = make_case(member, referral=newest)
    second = decider(make_colleague(member))

    with pytest.raises(Refused, match="belongs to a case that is open"):
        closing.confirm(referral, why=WHY, by=second)

    case.stage, case.due_at, case.due_for = "closed", None, ""
    case.save()
    closing.confirm(referral, why=WHY, by=second)
    assert referral.stage == Stage.CLOSED
