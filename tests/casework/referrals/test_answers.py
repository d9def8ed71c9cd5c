import json

import pytest
from hypothesis import given

from saltmarsh.casework.referrals import answers, kinds
from saltmarsh.casework.referrals.schema import Depth
from saltmarsh.foundation.refusals import Refused
from tests.casework.referrals.invented_answers import (
    ANSWERS,
    DOORS,
    EVERYTHING,
    SCHEMA,
    TRIED,
)

LEAST = {
    "immediate_danger": "no",
    "part_of_job": "no",
    "names": "Rowan Reed",
    "worry": "They said that they feel like hurting people.",
    "stay_anonymous": "yes",
}
NEW_PAGE = answers.page(SCHEMA, {}, Depth.PUBLIC, "person")


def slugs(told, door=Depth.PUBLIC):
    return [page.slug for page in answers.asked(SCHEMA, told, door)]


@TRIED
@given(ANSWERS, DOORS)
def test_every_page_asked_is_reached_by_going_on_from_the_first(told, door):
    pages = answers.asked(SCHEMA, told, door)
    reached = [pages[0]]

    while following := answers.next_page(SCHEMA, told, door, reached[-1].slug):
        reached.append(following)

    assert tuple(reached) == pages


@TRIED
@given(ANSWERS, DOORS)
def test_going_back_is_going_on_the_other_way(told, door):
    pages = answers.asked(SCHEMA, told, door)
    back = [answers.previous_page(SCHEMA, told, door, page.slug) for page in pages]

    assert back == [None, *pages[:-1]]


@TRIED
@given(ANSWERS, DOORS)
def test_nothing_is_submitted_that_was_not_asked(told, door):
    kept = answers.relevant(SCHEMA, told, door)
    pages = answers.asked(SCHEMA, told, door)
    names = {question.name for page in pages for question in page.questions}

    assert kept.keys() - {"part_of_job"} <= names & told.keys()
    assert answers.relevant(SCHEMA, kept, door) == kept


@TRIED
@given(ANSWERS, DOORS)
def test_complete_means_that_all_required_is_answered(told, door):
    kept = answers.relevant(SCHEMA, told, door)
    required = [
        question.name
        for page in answers.asked(SCHEMA, told, door)
        for question in page.questions
        if question.required
    ]

    missing = {gap.name for gap in answers.complete(SCHEMA, told, door)}

    assert {name for name in required if name not in kept} <= missing
    assert all(gap.message for gap in answers.complete(SCHEMA, told, door))


@TRIED
@given(EVERYTHING, DOORS)
def test_who_answers_everything_misses_nothing(told, door):
    assert answers.complete(SCHEMA, told, door) == []


@TRIED
@given(EVERYTHING, DOORS)
def test_what_is_told_page_by_page_is_what_is_kept(told, door):
    kept = {}

    for page in answers.asked(SCHEMA, told, door):
        posted = {
            name: typed
            for question in page.questions
            for name, typed in kinds.typed(question, told[question.name]).items()
        }
        cleaned, wrong = answers.problems(page, posted, kept)
        assert not wrong
        kept = answers.put(SCHEMA, kept, cleaned)

    answers.check(SCHEMA, kept)
    assert answers.relevant(SCHEMA, kept, door) == answers.relevant(SCHEMA, told, door)


@TRIED
@given(ANSWERS)
def test_answers_survive_a_round_trip_and_are_split_without_loss(told):
    again = json.loads(json.dumps(told))
    referral, referrer = answers.apart(SCHEMA, again)

    assert referral | referrer == told
    assert all(SCHEMA.questions[name].apart for name in referrer)
    assert not any(SCHEMA.questions[name].apart for name in referral)


def test_the_least_that_can_be_sent():
    assert answers.complete(SCHEMA, LEAST, Depth.PUBLIC) == []


@pytest.mark.parametrize(
    ("name", "slug", "message"),
    [
        ("worry", "worry", "Tell us what worries you"),
        ("names", "description", "Tell us a name, something about the person"),
        ("stay_anonymous", "anonymous", "Select yes if you want to stay anonymous"),
    ],
)
def test_what_is_missing_is_named_at_its_page(name, slug, message):
    told = {key: answer for key, answer in LEAST.items() if key != name}

    gap = answers.complete(SCHEMA, told, Depth.PUBLIC)[0]

    assert gap.slug == slug
    assert gap.message.startswith(message)


def test_who_is_not_anonymous_says_how_to_reply():
    told = LEAST | {"stay_anonymous": "no"}

    assert [gap.slug for gap in answers.complete(SCHEMA, told, Depth.PUBLIC)] == [
        "how-to-reply"
    ]
    told["reply_mailbox"] = ["yes"]
    assert answers.complete(SCHEMA, told, Depth.PUBLIC) == []


def test_the_public_and_the_professional_are_asked_different_pages():
    public, professional = slugs(LEAST), slugs(LEAST | {"part_of_job": "yes"})

    assert "anonymous" in public
    assert "what-it-means" not in public
    assert "anonymous" not in professional
    assert "what-it-means" in professional


def test_a_signed_in_partner_is_not_asked_whether_this_is_their_job():
    assert "your-job" not in slugs({}, Depth.PROFESSIONAL)
    assert answers.relevant(SCHEMA, {}, Depth.PROFESSIONAL) == {"part_of_job": "yes"}


def test_staff_first_say_how_it_came():
    assert slugs({}, Depth.STAFF)[:2] == ["how-it-came", "emergency"]
    assert "how-it-came" not in slugs({}, Depth.PROFESSIONAL)


def test_danger_is_answered_with_999_and_a_way_on():
    told = {"immediate_danger": "yes"}
    page = answers.page(SCHEMA, told, Depth.PUBLIC, "emergency-now")

    assert page.call == "999"
    assert answers.next_page(SCHEMA, told, Depth.PUBLIC, page.slug).slug == "your-job"


def test_a_page_asks_only_the_questions_of_the_referrers_depth():
    public = answers.page(SCHEMA, LEAST, Depth.PUBLIC, "age")

    assert [question.name for question in public.questions] == ["date_of_birth", "age"]


def test_a_page_no_longer_asked_still_has_a_next_one():
    following = answers.next_page(SCHEMA, LEAST, Depth.PUBLIC, "internet")

    assert following.slug == "risk"
    assert answers.page(SCHEMA, LEAST, Depth.PUBLIC, "internet") is None


def test_a_worry_is_asked_for_when_its_page_is_left_empty():
    page = answers.page(SCHEMA, LEAST, Depth.PUBLIC, "worry")

    cleaned, wrong = answers.problems(page, {"worry": "  \r\n "})

    assert cleaned == {"worry": None}
    assert wrong == {"worry": "Tell us what worries you"}


def test_a_rule_over_two_pages_knows_what_was_told_before():
    page = answers.page(SCHEMA, LEAST, Depth.PUBLIC, "description")

    assert answers.problems(page, {}, LEAST)[1] == {}
    assert list(answers.problems(page, {})[1]) == ["description"]


def test_a_wrong_way_to_reply_is_not_called_a_missing_one():
    page = answers.page(
        SCHEMA, LEAST | {"stay_anonymous": "no"}, Depth.PUBLIC, "how-to-reply"
    )

    _, wrong = answers.problems(page, {"reply_email": "ann at example"})

    assert list(wrong) == ["reply_email"]
    assert "name@example.com" in wrong["reply_email"]


def test_an_input_that_is_not_asked_for_is_refused():
    with pytest.raises(Refused, match="nationality"):
        answers.problems(NEW_PAGE, {"names": "Rowan", "nationality": "any"})


def test_an_emptied_answer_is_taken_out():
    assert answers.put(SCHEMA, LEAST, {"names": None}).keys() == LEAST.keys() - {
        "names"
    }


def test_an_unknown_question_is_refused():
    with pytest.raises(Refused, match="nationality"):
        answers.put(SCHEMA, {}, {"nationality": "any"})


def test_answers_too_long_to_keep_are_refused():
    names = [name for name, asked in SCHEMA.questions.items() if asked.most >= 2_000]

    with pytest.raises(Refused, match="too long altogether"):
        answers.put(SCHEMA, {}, dict.fromkeys(names, "€" * 4000))


@pytest.mark.parametrize(
    "told",
    [
        {"worry": "x" * 20_001},
        {"worry": 3},
        {"worry": " spaces "},
        {"age": "14"},
        {"age": 200},
        {"part_of_job": "perhaps"},
        {"noticed": "internet"},
        {"noticed": ["none", "internet"]},
        {"noticed": [1]},
        {"date_of_birth": {"day": 31, "month": 2}},
        {"date_of_birth": {"moon": "full"}},
        {"address": {"planet": "Earth"}},
        {"reply_email": "nobody"},
    ],
)
def test_an_answer_that_the_form_cannot_give_is_refused(told):
    with pytest.raises(Refused, match="cannot be right"):
        answers.check(SCHEMA, told)
