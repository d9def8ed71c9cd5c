from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.assurance import actions, figures
from saltmarsh.casework.cases import sight
from saltmarsh.casework.cases.clocks import Period
from saltmarsh.casework.panels import care
from tests.casework.assurance.drawn import YES, a_year, drawn
from tests.casework.cases.room import make_case
from tests.casework.consents.asked import answered
from tests.casework.exits.closed import closed
from tests.casework.gathering.asked import make_request
from tests.casework.panels.sat import NOT_ADOPTED, decided
from tests.casework.triage.desk import in_days, make_colleague, make_officer

TODAY = a_year(0, 0)


@pytest.fixture
def manager():
    return make_officer(role="manager")


def counts(member, *, days=0, period=TODAY):
    now = timezone.now() + timedelta(days=days)
    found = figures.counted(member, now, period)
    return {code: count for code, count in found.items() if count}


def test_a_partnership_without_records_has_figures_of_none(manager):
    assert figures.counted(manager, timezone.now(), TODAY) == dict.fromkeys(
        figures.FIGURES, 0
    )


def test_each_section_says_what_the_act_asks_and_each_figure_has_one_code():
    codes = [each.code for section in figures.SECTIONS for each in section.figures]

    assert len(codes) == len(set(codes))
    assert all(str(section.asks) for section in figures.SECTIONS)


def test_a_section_36_referral_counts_on_its_day_alone(manager):
    make_case(manager)

    assert counts(manager) == {"referred": 1}
    assert counts(manager, period=a_year(-5, -1)) == {}


def test_what_one_may_not_open_is_not_counted(manager):
    case = make_case(make_colleague(manager))
    assert counts(manager) == {"referred": 1}

    guest = {"member": manager, "guest_id": None}
    sight.declare(case, **guest, reason="A neighbour.", by=case.lead)

    assert counts(manager) == {}


def test_a_decision_counts_by_its_outcome_and_its_mode(manager):
    decided(manager)

    found = counts(manager)

    assert found["decisions"] == found["adopted"] == found["no_plan"] == 1
    assert found["unanimous"] == 1


def test_a_referral_to_care_counts_by_its_answer(manager):
    case = decided(manager, NOT_ADOPTED)
    assert counts(manager)["care_waiting"] == 1

    care.answer(case.care_referrals.get(), state="declined", words="Full.", by=manager)

    found = counts(manager)
    assert found["care_declined"] == found["not_adopted"] == 1
    assert "care_waiting" not in found


def test_consent_counts_by_its_answer(manager):
    answered(manager)

    assert counts(manager)["asked"] == 1


def test_a_request_counts_by_its_answer_and_late_once_its_day_is_over(manager):
    asked = make_request(manager)
    due = Period(asked.due_on, asked.due_on)
    assert counts(manager)["requests"] == 1
    assert "unanswered" not in counts(manager, period=due)

    assert counts(manager, days=90, period=due)["unanswered"] == 1


def test_reviews_after_closure_count_where_they_were_due(manager):
    case = closed(manager)
    assert counts(manager)["closed"] == 1
    first = case.reviews.order_by("due_on").first()
    then = Period(first.due_on, first.due_on)

    assert counts(manager, period=then) == {}
    assert counts(manager, days=400, period=then) == {"overdue": 1}


def test_the_cases_of_a_dip_sample_count_until_they_are_read(manager):
    other = make_colleague(manager, role="manager")
    closed(manager)
    check = drawn(other).checks.get()
    assert counts(manager)["dip_waiting"] == 1

    actions.check(check, answers=YES, remark="", by=other)

    assert counts(manager)["dip_read"] == 1


def test_the_evidence_is_what_was_counted(manager):
    case = make_case(manager)

    [found] = figures.evidence("referred", manager, timezone.now(), TODAY)

    assert (found.name, found.keys, found.on) == (
        case.reference,
        (case.reference,),
        in_days(0),
    )


def test_a_request_is_its_own_evidence(manager):
    asked = make_request(manager)

    [found] = figures.evidence("requests", manager, timezone.now(), TODAY)

    assert (found.route, found.record) == ("desk:request", asked.case_id)
    assert found.keys == (asked.case.reference, str(asked.pk))
