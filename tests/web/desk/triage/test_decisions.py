"""Each decision, posted from its page: what is kept, and what is said to errors."""

from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.referrals.lifecycle import Stage
from tests.casework.triage.desk import (
    acknowledged,
    arrived,
    in_days,
    make_colleague,
    make_officer,
)
from tests.web.desk.pages import WHY, address, beside, change, day

SERVICE = {"name": "Bereavement service", "contact": "01632 960 160"}
POLICE = {"deconfliction": "no_conflict", "code": "may_exist"}
TODAY = day("assessed_on", timezone.localdate())
# The page, what is posted, the kind and code that are kept, and the stage after it.
DECISIONS = {
    "pass-to-police": ({}, "with_police", "", Stage.WITH_POLICE),
    "police-outcome": (
        POLICE | TODAY,
        "police_outcome",
        "may_exist",
        Stage.ASSESSED,
    ),
    "ask-for-more": (
        {
            "of_referrer": "When was that?",
            "tells_nothing": "yes",
            "of_team": "Ask the school.",
        },
        "more_information",
        "",
        Stage.ACKNOWLEDGED,
    ),
    "refer-on": (
        SERVICE | {"way": "referred"} | day("chase_on", in_days(7)),
        "referred_on",
        "referred",
        Stage.REFERRED_ON,
    ),
    "below-threshold": (
        {"lead_agency": "Early help"} | day("review_on", in_days(30)),
        "below_threshold",
        "",
        Stage.BELOW_THRESHOLD,
    ),
    "section-36": ({"code": "met"}, "section_36", "met", Stage.SECTION_36),
    "quality": ({"code": "malicious"}, "quality", "malicious", Stage.ACKNOWLEDGED),
}
# The page, what is wrong with what is posted, and the question that the error is at.
ERRORS = [
    ("police-outcome", POLICE, "assessed_on"),
    ("police-outcome", TODAY | POLICE | {"deconfliction": "awaited"}, "deconfliction"),
    ("police-outcome", POLICE | day("assessed_on", in_days(2)), "assessed_on"),
    ("ask-for-more", {}, "of_referrer"),
    ("ask-for-more", {"of_referrer": "The panel met. Why?"}, "tells_nothing"),
    ("refer-on", SERVICE | day("chase_on", in_days(7)), "way"),
    ("refer-on", {"way": "referred"} | day("chase_on", in_days(7)), "contact"),
    (
        "refer-on",
        SERVICE | {"way": "referred"} | day("chase_on", in_days(0)),
        "chase_on",
    ),
    ("below-threshold", day("review_on", in_days(30)), "lead_agency"),
    ("below-threshold", {"lead_agency": "Early help"}, "review_on"),
    (
        "below-threshold",
        {"lead_agency": "Early help"} | day("review_on", in_days(0)),
        "review_on",
    ),
    ("section-36", {}, "code"),
    ("quality", {"code": "boring"}, "code"),
    ("pass-to-police", {"reasons": ""}, "reasons"),
    ("pass-to-police", {"options": ""}, "options"),
]


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


@pytest.mark.parametrize("page", DECISIONS)
def test_a_decision_keeps_who_what_and_why(page, client, officer):
    posted, kind, code, stage = DECISIONS[page]
    referral = acknowledged(officer)

    answer = change(client, page, referral, **WHY, **posted)

    assert answer["Location"] == address("referral", referral)
    referral.refresh_from_db()
    decision = referral.decisions.of_kind(kind).get()
    assert (referral.stage, decision.code) == (stage, code)
    assert (decision.by, decision.role) == (officer.user, officer.role)
    assert (decision.options, decision.reasons) == (WHY["options"], WHY["reasons"])
    told = client.get(address("history", referral)).text
    assert WHY["reasons"] in told
    assert WHY["options"] in told


@pytest.mark.parametrize(("page", "posted", "name"), ERRORS)
def test_an_error_is_said_beside_its_question_and_nothing_is_lost(
    page, posted, name, client, officer
):
    referral = acknowledged(officer)

    answer = change(client, page, referral, **(WHY | posted))

    assert beside(answer, name)
    kept = [text for text in (WHY | posted).values() if " " in text]
    assert all(text in answer.text for text in kept)
    assert referral.decisions.count() == 1


def test_section_36_not_met_leaves_it_where_it_is(client, officer):
    referral = acknowledged(officer)

    change(client, "section-36", referral, **WHY, code="not_met")

    referral.refresh_from_db()
    assert referral.stage == Stage.ACKNOWLEDGED
    assert referral.feedback_due_at
    assert "Not met" in client.get(address("history", referral)).text


def test_a_referral_is_acknowledged_from_its_page(client, officer):
    referral = arrived(officer)
    assert (
        address("acknowledge", referral)
        in client.get(address("referral", referral)).text
    )

    change(client, "acknowledge", referral)

    referral.refresh_from_db()
    assert referral.stage == Stage.ACKNOWLEDGED


@pytest.mark.parametrize("page", ["acknowledge", *DECISIONS])
@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.CLOSING])
def test_nothing_is_decided_at_a_stage_that_is_not_for_it(page, stage, client, officer):
    referral = acknowledged(officer)
    posted = DECISIONS[page][0] if page in DECISIONS else {}
    referral.stage = stage
    referral.save()

    answer = change(client, page, referral, **WHY, **posted)

    assert "There is a problem" in answer.text
    assert WHY["reasons"] in answer.text
    assert "cannot " in answer.text
    referral.refresh_from_db()
    assert referral.stage == stage
    assert referral.decisions.count() == 1


@pytest.mark.parametrize("page", DECISIONS)
def test_whoever_was_slower_sees_both_and_writes_nothing(page, client, officer):
    referral = acknowledged(officer)
    posted = DECISIONS[page][0]

    stale = WHY | posted | {"version": referral.version - 1}
    answer = client.post(address(page, referral), stale)

    assert "Somebody else changed this referral" in answer.text
    assert WHY["reasons"] in answer.text
    assert referral.decisions.count() == 1


@pytest.mark.parametrize("page", DECISIONS)
def test_nobody_decides_without_the_right_to(page, partnership, officer, sign_in):
    referral = acknowledged(officer)
    posted = WHY | DECISIONS[page][0] | {"version": referral.version}
    chair = make_colleague(officer, role=Role.PANEL_CHAIR)
    stranger = make_officer(partnership)
    elsewhere = make_officer()

    answers = [
        sign_in(member.role, member=member).post(address(page, referral), posted)
        for member in (chair, stranger, elsewhere)
    ]

    assert [answer.status_code for answer in answers] == [403, 404, 404]


def test_a_service_is_asked_and_its_answer_recorded(client, officer):
    referral = acknowledged(officer)
    change(client, "refer-on", referral, **WHY, **DECISIONS["refer-on"][0])
    [asked] = referral.onward_referrals.all()
    shown = client.get(address("referral", referral)).text
    assert SERVICE["contact"] in shown
    missing = change(client, "onward-answer", referral, asked.pk, stage="accepted")
    assert beside(missing, "words")

    words = "They see him on Monday."
    change(client, "onward-answer", referral, asked.pk, stage="accepted", words=words)

    asked.refresh_from_db()
    assert (asked.stage, asked.answer) == ("accepted", words)
    assert words in client.get(address("referral", referral)).text


def test_a_question_to_the_team_is_answered_in_a_note(client, officer):
    referral = acknowledged(officer)
    change(client, "ask-for-more", referral, **WHY, of_team="Ask the school.")
    [question] = referral.notes.open_questions()

    change(client, "answer-note", referral, question.pk, text="They saw nothing.")

    assert not referral.notes.open_questions()
    assert "They saw nothing." in client.get(address("notes", referral)).text


def test_feedback_stands_out_in_the_inbox_though_something_else_is_due(client, officer):
    referral = acknowledged(officer)
    assert "Feedback owed</strong>" not in client.get("/desk").text
    change(client, "refer-on", referral, **WHY, **DECISIONS["refer-on"][0])

    referral.refresh_from_db()
    assert referral.due_for == "onward"
    assert referral.reference in client.get("/desk?need=feedback").text
    assert "Feedback owed</strong>" in client.get("/desk").text

    referral.feedback_due_at = timezone.now() - timedelta(days=1)
    referral.save()
    assert "Feedback overdue" in client.get("/desk").text
    assert "Feedback owed" in client.get(address("referral", referral)).text
