"""Council and police each believed that the other led, and there were fifteen points
of contact and no whole picture.

Source: domain reference 6.6 and 6.12.
"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases import leading
from saltmarsh.casework.cases.lifecycle import Handover
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.opening import actions as opening
from saltmarsh.foundation.refusals import Refused
from tests.casework.cases.room import AGENCY, make_case, met
from tests.casework.triage.desk import decider
from tests.journeys.learning_reviews.course import browser_of, days

BEGINS = date(2014, 11, 3)
POLICE = "Estuary Police"


@pytest.fixture
def officer(course):
    return course.somebody()


def asked(case, receiver, by):
    given = Leading(receiver, POLICE)
    return leading.ask(
        case, leading=given, reason="The police know him.", version=None, by=by
    )


def test_no_case_is_without_an_agency_and_a_person_that_lead_it(officer):
    with pytest.raises(Refused):
        opening.open_on(
            met(officer), leading=Leading(officer, " "), by=decider(officer)
        )

    case = make_case(officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(lead=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(sealed_lead_agency=None)


def test_a_hand_over_that_nobody_accepts_changes_nothing_and_the_giver_hears(
    course, officer
):
    receiver, manager = course.somebody(), course.somebody(Role.MANAGER)
    case = make_case(officer)
    wish = asked(case, receiver, officer)

    hands = course.go_on(until=BEGINS + timedelta(days=30))

    case.refresh_from_db()
    assert (case.lead, case.lead_agency, wish.state) == (
        officer,
        AGENCY,
        Handover.ASKED,
    )
    assert days(hands, "case.handover", receiver)
    assert days(hands, "case.overdue", officer)
    assert days(hands, "case.escalated", manager)


def test_a_decline_is_told_to_who_asked(course, officer):
    receiver = course.somebody()
    wish = asked(make_case(officer), receiver, officer)
    leading.answer(
        wish, state=Handover.DECLINED, words="We do not lead these.", by=receiver
    )

    hands = course.go_on(until=BEGINS + timedelta(days=1))

    assert days(hands, "case.handover_answered", officer)


def test_nobody_leaves_while_they_lead(course, officer):
    case = make_case(officer)
    administrator = browser_of(course.somebody(Role.ADMINISTRATOR))

    page = administrator.post(f"/manage/people/{officer.pk}/remove").text

    officer.refresh_from_db()
    assert officer.left_at is None
    assert "lead" in page
    case.refresh_from_db()
    assert case.lead == officer


def test_one_page_says_who_leads_what_is_next_and_by_when(course, officer):
    case = make_case(officer)

    page = browser_of(officer).get(f"/desk/cases/{case.reference}").text

    assert AGENCY in page
    assert officer.user.name in page
    assert "Gather information, and list it for the panel" in page
