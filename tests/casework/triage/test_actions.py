import pytest
from django.utils import timezone

from saltmarsh.casework.desks.models import Desk, Rule, RuleDesk
from saltmarsh.casework.referrals.actions import Arrival, StaleReferral
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage.kinds import Kind
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.refusals import Refused
from tests.casework.triage.desk import (
    ANSWER,
    WHY,
    acknowledged,
    arrived,
    decider,
    in_days,
    make_officer,
)
from tests.factories.casework import make_draft

SERVICE = {
    "name": "Youth mentoring",
    "contact": "01632 960 010",
    "way": "referred",
}


def received(member, quarantine=""):
    """Return a referral received by a partnership with one desk."""
    partnership = member.partnership
    desk = Desk.objects.create(partnership=partnership, name="Team", team=member.team)
    rule = Rule.objects.create(partnership=partnership, position=1, is_default=True)
    RuleDesk.objects.create(partnership=partnership, rule=rule, desk=desk)
    arrival = Arrival("web", timezone.now(), quarantine)
    draft = make_draft(partnership)
    return draft, triage.receive(draft, arrival=arrival)


def test_a_received_referral_is_delivered_and_its_clock_runs():
    member = make_officer()

    _draft, sent = received(member)

    assert sent.referral.team == member.team
    assert sent.referral.due_for == "acknowledge"
    assert sent.referral.due_at > timezone.now()
    assert sent.referral.deliveries.count() == 1


def test_acknowledging_the_referral_acknowledges_its_delivery_to_ones_own_desk():
    member = make_officer()
    _draft, sent = received(member)

    triage.acknowledge(sent.referral, why=WHY, by=decider(member))

    delivery = sent.referral.deliveries.get()
    assert delivery.acknowledged_by == member.user


def test_a_draft_received_twice_is_one_referral_delivered_once():
    member = make_officer()
    draft, first = received(member)

    second = triage.receive(draft, arrival=Arrival("web", timezone.now()))

    assert second.referral == first.referral
    assert second.receipt == first.receipt
    assert first.referral.deliveries.count() == 1


def test_a_quarantined_referral_goes_nowhere_until_it_is_released():
    member = make_officer()
    _draft, sent = received(member, quarantine="honeypot")
    assert not sent.referral.deliveries.exists()

    triage.release(sent.referral, why=WHY, by=decider(member))

    assert sent.referral.stage == Stage.RECEIVED
    assert sent.referral.due_for == "acknowledge"
    assert sent.referral.deliveries.count() == 1


def test_a_quarantined_referral_is_put_away_with_a_reason_and_kept():
    member = make_officer()
    _draft, sent = received(member, quarantine="honeypot")

    decision = triage.put_away(sent.referral, why=WHY, by=decider(member))

    assert Referral.objects.get(pk=sent.referral.pk).stage == Stage.CLOSED
    assert decision.reasons == WHY.reasons


def test_a_decision_keeps_decider_role_options_and_reasons():
    member = make_officer()
    referral = arrived(member)

    decision = triage.acknowledge(referral, why=WHY, by=decider(member))

    assert (decision.by, decision.role) == (member.user, member.role)
    assert (decision.options, decision.reasons) == (WHY.options, WHY.reasons)
    assert referral.stage == Stage.ACKNOWLEDGED
    assert referral.due_for == "decide"
    assert Event.objects.filter(name="referral.acknowledged").exists()


def test_a_decision_is_never_overwritten():
    member = make_officer()
    referral = acknowledged(member)
    decision = referral.decisions.get()

    with pytest.raises(Exception, match="[Cc]annot update"):
        referral.decisions.filter(pk=decision.pk).update(code="other")


def test_what_somebody_else_changed_is_not_overwritten():
    member = make_officer()
    referral = arrived(member)
    seen = referral.version
    triage.acknowledge(referral, why=WHY, by=decider(member, seen))

    with pytest.raises(StaleReferral):
        triage.pass_to_police(referral, why=WHY, by=decider(member, seen))


def test_the_police_outcome_starts_the_clock_of_section_36():
    member = make_officer()
    referral = acknowledged(member)
    triage.pass_to_police(referral, why=WHY, by=decider(member))
    assert referral.due_for == "police_outcome"

    triage.record_police_outcome(referral, answer=ANSWER, why=WHY, by=decider(member))

    assert referral.stage == Stage.ASSESSED
    assert referral.due_for == "section_36"


def test_an_outcome_that_is_awaited_is_not_recorded():
    member = make_officer()
    referral = acknowledged(member)
    awaited = type(ANSWER)("clear", "awaited", ANSWER.assessed_on)

    with pytest.raises(Refused, match="deconfliction"):
        triage.record_police_outcome(
            referral, answer=awaited, why=WHY, by=decider(member)
        )

    assert referral.stage == Stage.ACKNOWLEDGED


def test_section_36_met_moves_the_referral_and_owes_feedback():
    member = make_officer()
    referral = acknowledged(member)

    triage.decide_section_36(referral, code="met", why=WHY, by=decider(member))

    assert referral.stage == Stage.SECTION_36
    assert referral.due_for == "open_case"
    assert referral.feedback_due_at is not None


def test_section_36_not_met_leaves_the_referral_where_it_is():
    member = make_officer()
    referral = acknowledged(member)

    triage.decide_section_36(referral, code="not_met", why=WHY, by=decider(member))

    assert referral.stage == Stage.ACKNOWLEDGED
    assert referral.decisions.of_kind(Kind.SECTION_36).get().code == "not_met"


def test_below_the_threshold_needs_a_lead_and_a_day():
    member = make_officer()
    referral = acknowledged(member)

    with pytest.raises(Refused) as refused:
        triage.find_below(
            referral,
            review_on=in_days(0),
            lead_agency=" ",
            why=WHY,
            by=decider(member),
        )

    assert len(refused.value.args) == 2
    assert referral.stage == Stage.ACKNOWLEDGED


def test_below_the_threshold_waits_for_its_own_review():
    member = make_officer()
    referral = acknowledged(member)

    triage.find_below(
        referral,
        review_on=in_days(3),
        lead_agency="Early Help",
        why=WHY,
        by=decider(member),
    )

    assert referral.stage == Stage.BELOW_THRESHOLD
    assert referral.due_for == "review"
    assert referral.decisions.of_kind(Kind.BELOW_THRESHOLD).get().lead_agency


def test_more_information_asks_the_referrer_and_the_team():
    member = make_officer()
    referral = acknowledged(member)

    triage.ask_for_more(
        referral,
        of_referrer="When was that?",
        of_team="Ask the school.",
        why=WHY,
        by=decider(member),
    )

    assert referral.messages.open_questions().get().text == "When was that?"
    assert referral.notes.open_questions().get().text == "Ask the school."


def test_more_information_asks_somebody():
    member = make_officer()
    referral = acknowledged(member)

    with pytest.raises(Refused, match="question"):
        triage.ask_for_more(
            referral, of_referrer=" ", of_team="", why=WHY, by=decider(member)
        )


def test_a_service_is_chased_until_it_answers():
    member = make_officer()
    referral = acknowledged(member)
    triage.refer_on(
        referral, service=SERVICE, chase_on=in_days(2), why=WHY, by=decider(member)
    )
    assert referral.due_for == "onward"

    asked = referral.onward_referrals.get()
    triage.record_answer(
        asked, stage="accepted", words="They will.", by=decider(member)
    )

    asked.referral.refresh_from_db()
    assert asked.referral.due_for == "feedback"
    assert asked.answer == "They will."


def test_a_malicious_referral_is_recorded_so_and_moves_nowhere():
    member = make_officer()
    referral = acknowledged(member)

    triage.record_quality(referral, code="malicious", why=WHY, by=decider(member))

    assert referral.stage == Stage.ACKNOWLEDGED
    assert referral.decisions.of_kind(Kind.QUALITY).get().code == "malicious"
