from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.exits import actions as exits
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.triage import actions as triage
from tests.casework.cases.room import make_case
from tests.casework.exits.closed import REASONS, closed, repeated, supported
from tests.casework.likenesses.alike import MISSPELT, ROBIN, about
from tests.casework.triage.desk import (
    WHY,
    arrived,
    decider,
    make_colleague,
    make_officer,
)
from tests.web.desk.cases.pages import address, change
from tests.web.desk.pages import beside

TYPED = REASONS | {"code": "no_concern"}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def stage(case):
    case.refresh_from_db()
    return case.stage


def test_a_case_is_closed_and_its_reviews_are_on_its_page(client, officer):
    case = supported(officer)
    assert address("case-close", case) in client.get(address("case", case)).text

    change(client, "case-close", case, **TYPED)

    page = client.get(address("case", case)).text
    assert stage(case) == Stage.CLOSED
    assert "6 months after closure" in page
    assert "12 months after closure" in page
    assert REASONS["capability"] in page


@pytest.mark.parametrize("name", [*REASONS, "code"])
def test_what_is_missing_is_said_beside_it(client, officer, name):
    case = supported(officer)

    answer = change(client, "case-close", case, **TYPED | {name: ""})

    assert beside(answer, name)
    assert stage(case) == Stage.SUPPORTED


def test_a_second_person_closes_a_repeat(client, officer, sign_in):
    case = repeated(officer)
    change(client, "case-close", case, **TYPED)
    place = address("case-close-second", case)
    assert place in client.get(address("case", case)).text
    own = change(client, "case-close-second", case, answer="yes", reasons="Yes.")
    assert "A second person must decide" in own.text

    colleague = make_colleague(officer)
    other = sign_in(colleague.role, member=colleague)
    change(other, "case-close-second", case, answer="yes", reasons="I agree.")

    assert stage(case) == Stage.CLOSED
    assert "I agree." in other.get(address("case", case)).text


def test_an_overdue_review_is_on_the_list_until_it_is_recorded(client, officer):
    case = closed(officer)
    task = case.reviews.get(months=6)
    task.due_on = timezone.localdate() - timedelta(days=1)
    task.save()
    assert "Overdue" in client.get(address("case", case)).text
    assert "Overdue reviews" in client.get("/desk/cases").text
    empty = change(client, "case-review", case, task.pk, result="no_concern")
    assert beside(empty, "reasons")

    change(
        client, "case-review", case, task.pk, result="no_concern", reasons="Calm now."
    )

    assert "Calm now." in client.get(address("case", case)).text
    assert "Overdue reviews" not in client.get("/desk/cases").text
    assert client.get(address("case-review", case, task.pk)).status_code == 404


def test_a_further_referral_stands_on_the_case_in_the_inbox_and_on_itself(
    client, officer
):
    case = closed(officer)
    new = arrived(officer)
    first = case.bases.get().referral
    links.link(new, earlier=first, reason="Same birthday.", by=officer.user)
    assert exits.ask_again(officer.partnership) == 1

    page = client.get(address("case", case)).text
    assert f"Because of referral {new.reference}" in page
    assert f"Record the review because of referral {new.reference}" in page
    assert "Had a case" in client.get("/desk").text
    assert f"Go to case {case.reference}" in client.get(address("referral", new)).text
    assert "was referred again" in client.get("/desk/notices").text

    task = case.reviews.asked_again().get()
    change(client, "case-review", case, task.pk, result="no_concern", reasons="Old.")

    assert "Go to case" not in client.get(address("referral", new)).text
    assert "was referred again" not in client.get("/desk/notices").text


def test_who_may_not_open_the_further_referral_learns_nothing_of_it(client, officer):
    case = closed(officer)
    new = arrived(officer)
    first = case.bases.get().referral
    links.link(new, earlier=first, reason="Same birthday.", by=officer.user)
    exits.ask_again(officer.partnership)
    task = case.reviews.asked_again().get()
    new.is_restricted = True
    new.save()

    page = client.get(address("case", case)).text
    assert "Because of referral" not in page
    assert new.reference not in page
    assert client.get(address("case-review", case, task.pk)).status_code == 404


def test_possible_earlier_referrals_stand_on_the_case(client, officer):
    referral = about(officer, MISSPELT)
    triage.decide_section_36(referral, code="met", why=WHY, by=decider(officer))
    case = make_case(officer, referral=referral)
    assert "possible earlier" not in client.get(address("case", case)).text.lower()
    about(officer, ROBIN)

    page = client.get(address("case", case)).text

    assert "Possible earlier referrals wait for a decision" in page
    assert address("likenesses", referral) in page


def test_the_reviews_are_extended_with_a_reason(client, officer):
    case = closed(officer)
    assert address("case-extend", case) in client.get(address("case", case)).text
    empty = change(client, "case-extend", case, months="18", reasons="")
    assert beside(empty, "reasons")

    change(client, "case-extend", case, months="18", reasons="He may move home.")

    page = client.get(address("case", case)).text
    assert "18 months after closure" in page
    assert "He may move home." in page


def test_a_review_is_not_recorded_as_needless_by_hand(client, officer):
    case = closed(officer)
    task = case.reviews.get(months=6)
    assert (
        'value="settled"' not in client.get(address("case-review", case, task.pk)).text
    )

    answer = change(
        client, "case-review", case, task.pk, result="settled", reasons="Enough."
    )

    assert beside(answer, "result")
    task.refresh_from_db()
    assert task.state == "due"
