from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.lifecycle import REOPEN
from saltmarsh.casework.gathering import actions as requests
from saltmarsh.casework.gathering import queries
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.casework.gathering.queries import Criteria
from saltmarsh.casework.people import actions as people
from saltmarsh.casework.people.actions import Learnt
from saltmarsh.casework.referrals import letters
from saltmarsh.foundation.keyring import actions as keyring
from tests.casework.cases.room import make_case, met
from tests.casework.exits.closed import closed
from tests.casework.gathering.asked import (
    at,
    make_contact,
    make_partner,
    make_request,
    replied,
)
from tests.casework.panels.sat import decided
from tests.casework.triage.desk import make_officer
from tests.factories.casework import NAMED


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def settings_of(officer):
    return officer.partnership.settings


def now():
    return timezone.now()


def test_an_answer_is_due_so_many_working_days_on(officer, settings_of):
    settings_of["clock.gathering.answer"] = 3

    # The third working day after a Wednesday is a Monday.
    assert queries.due_on(officer.partnership, date(2026, 1, 7)) == date(2026, 1, 12)


def test_shipped_words_stand_until_a_partnership_sets_its_own(officer, settings_of):
    partnership = officer.partnership
    assert "on your roll" in queries.questions_for(partnership, "school")
    assert "Article 6(1)(e)" in queries.basis_for(partnership)

    settings_of.update(
        {"gathering.questions.school": "Ours?", "gathering.basis": "Our basis"}
    )

    assert queries.questions_for(partnership, "school") == "Ours?"
    assert queries.basis_for(partnership) == "Our basis"
    assert "Ours?" not in queries.questions_for(partnership, "health")


def test_facts_are_offered_once_and_not_those_that_were_corrected(officer):
    referral = met(officer, told=NAMED)
    case = make_case(officer, referral)
    learnt = Learnt("school", {"text": "Mill School"}, "agency", "likely")
    fact = people.add(referral, learnt=learnt, by=officer.user)
    phone = Learnt("phone", {"text": "01632 960 001"}, "agency", "likely")
    people.add(referral, learnt=phone, by=officer.user)

    offered = queries.offered(case, officer, now())

    assert [one.text for one in offered] == ["Robin Example", "Mill School"]
    other = Learnt("school", {"text": "Weir School"}, "agency", "certain")
    people.correct(fact, learnt=other, why="Misheard.", by=officer.user)
    offered = queries.offered(case, officer, now())
    assert [one.text for one in offered] == ["Robin Example", "Weir School"]


def test_nothing_is_offered_of_referrals_that_one_may_not_see(officer):
    case = make_case(officer, met(officer, told=NAMED))
    stranger = make_officer(officer.partnership)

    assert queries.offered(case, stranger, now()) == []


def test_nothing_is_offered_of_a_referral_that_was_erased(officer):
    referral = met(officer, told=NAMED)
    case = make_case(officer, referral)

    keyring.erase(officer.partnership, file_id=referral.pk, by=None)

    assert queries.offered(case, officer, now()) == []


def test_a_list_shows_what_one_may_see_and_is_narrowed(officer):
    school = make_request(officer)
    health = make_request(officer, sector="health")
    replied(health)
    make_request(make_officer(officer.partnership))

    def listed(**criteria):
        return list(queries.listed(officer, Criteria(**criteria), now()))

    assert listed() == [school]
    assert listed(state="answered") == [health]
    assert listed(sector="health") == []
    assert listed(state="late") == []
    with time_machine.travel(now() + timedelta(days=2)):
        assert listed(state="late") == [school]


def test_a_partner_is_shown_their_own_until_long_after_the_answer(officer):
    partner = make_partner(officer)
    asked = make_request(officer, whom=partner)
    make_request(officer)

    def shown():
        since = queries.readable_since(officer.partnership, now())
        return list(InformationRequest.objects.addressed_to(partner, since))

    assert shown() == [asked]
    replied(asked)
    assert shown() == [asked]
    with time_machine.travel(now() + timedelta(days=29)):
        assert shown() == []


def test_a_link_opens_the_request_until_it_is_too_old(officer):
    asked = make_request(officer, whom=make_contact(officer))
    assert at(asked) == asked

    with time_machine.travel(now() + timedelta(days=30)):
        assert at(asked) is None
    assert queries.request_at(officer.partnership, "no-such-token") is None


def test_a_case_has_an_open_request_until_it_is_answered(officer):
    asked = make_request(officer)
    assert queries.has_open(asked.case)

    replied(asked)

    assert not queries.has_open(asked.case)
    assert list(queries.of_case(asked.case)) == [asked]


def test_what_is_out_comes_first_and_of_that_what_is_due_first(officer):
    case, today = make_case(officer), timezone.localdate()
    days = [today + timedelta(days=n) for n in (1, 3, 2)]
    first, last, next_one = (
        make_request(officer, case=case, due_on=day) for day in days
    )
    replied(first)

    assert list(queries.of_case(case)) == [next_one, last, first]


def test_a_request_that_is_the_referrers_counts_unless_it_was_withdrawn(officer):
    case = make_case(officer)
    make_request(officer, case=case)
    assert queries.asked_again(case) is None

    asked = make_request(officer, case=case, is_referrer=True)

    assert queries.asked_again(case).how == "request"
    requests.withdraw(asked, reason="Wrong one.", by=officer)
    assert queries.asked_again(case) is None


def test_a_question_in_the_mailbox_counts_if_it_came_after_the_case(officer):
    referral = met(officer)
    letters.ask(referral, text="Before the case?", by=officer.user)
    case = make_case(officer, referral)
    assert queries.asked_again(case) is None
    letters.note(referral, text="A note asks nothing.", by=officer.user)
    assert queries.asked_again(case) is None

    question = letters.ask(referral, text="What is new?", by=officer.user)

    assert queries.asked_again(case).how == "mailbox"
    letters.withdraw(question, by=officer.user)
    assert queries.asked_again(case) is None


def test_after_a_decision_and_after_it_is_opened_again_who_referred_is_asked_anew(
    officer,
):
    case = make_case(officer)
    make_request(officer, case=case, is_referrer=True)
    assert queries.asked_again(case)
    again = decided(officer)
    assert queries.asked_again(again) is None

    over = closed(officer)
    cases.move(over, REOPEN, by=officer.user)

    assert queries.asked_again(over) is None
    make_request(officer, case=over, is_referrer=True)
    assert queries.asked_again(over)


def test_only_referrals_that_the_case_rests_on_are_asked_about(officer):
    referral = met(officer)
    case = make_case(officer, referral)

    assert queries.askable(case, officer, now()) == [referral]
    assert queries.askable(case, make_officer(officer.partnership), now()) == []
