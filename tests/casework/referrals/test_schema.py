"""The questions we ship, and what a schema may not be."""

import copy
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.referrals import answers, reading
from saltmarsh.casework.referrals.schema import (
    Depth,
    Identity,
    Kind,
    Nature,
    Text,
    Whose,
)
from tests.casework.referrals.invented_answers import TRIED

SHIPPED = reading.shipped()
LATEST = SHIPPED[-1]
DOCUMENT = json.loads(reading.write(LATEST))
NEVER_ASKED = ("nationality", "citizen", "immigra", "asylum", "religio", "ethnic")
PUBLIC_STEPS = {"immediate_danger", "part_of_job", "stay_anonymous"}


def words(question):
    choices = [choice.text.en for choice in question.choices]
    return " ".join([question.name, question.text.en, question.hint.en, *choices])


def changed(*path, to):
    """Return the shipped document with one value in it replaced."""
    document = copy.deepcopy(DOCUMENT)
    part = document
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = to
    return json.dumps(document)


def place_of(slug):
    return next(
        place for place, page in enumerate(DOCUMENT["pages"]) if page["slug"] == slug
    )


WORRY = place_of("worry")
AGE = place_of("age")


@pytest.mark.parametrize("schema", SHIPPED, ids=lambda schema: schema.version)
def test_a_shipped_schema_survives_a_round_trip(schema):
    assert reading.read(reading.write(schema)) == schema
    assert reading.from_data(reading.to_data(schema)) == schema


def test_the_first_version_is_asked_from_2026():
    assert not SHIPPED[0].is_effective(date(2025, 12, 31))
    assert SHIPPED[0].is_effective(date(2026, 1, 1))


@pytest.mark.parametrize("word", NEVER_ASKED)
def test_what_must_never_be_asked_is_not(word):
    # A sector of work is not about the person.
    asked = [
        question for question in LATEST.questions.values() if question.name != "sector"
    ]

    assert not [question.name for question in asked if word in words(question).lower()]


def test_only_the_worry_and_what_steers_the_journey_are_required():
    required = {name for name, asked in LATEST.questions.items() if asked.required}

    assert required - PUBLIC_STEPS - {"channel"} == {"worry"}


def test_the_rules_of_one_from_several_are_who_and_how_to_reply():
    rules = [page.slug for page in LATEST.pages if page.any_of]

    assert rules == ["description", "how-to-reply"]


def test_the_referrer_is_sealed_apart():
    apart = {name for name, asked in LATEST.questions.items() if asked.apart}

    about_referrer = {
        name
        for name, asked in LATEST.questions.items()
        if asked.whose == Whose.REFERRER
    }

    # How they know the person is needed to weigh what they say.
    assert about_referrer - apart == {"relationship", "working_relationship"}
    assert apart - about_referrer == {
        "lead_contact",
        "first_noticed_by",
        "reply_mailbox",
    }
    assert all(LATEST.questions[name].whose != Whose.PERSON for name in apart)


def test_what_was_seen_is_a_fact_and_what_it_means_an_opinion():
    questions = LATEST.questions

    assert questions["seen"].nature == Nature.FACT
    assert questions["inferred"].nature == Nature.OPINION
    assert questions["worry"].nature == Nature.OPINION


def test_every_part_of_an_identity_but_no_other_is_asked_once():
    asked = [question.identity for question in LATEST.questions.values()]

    assert sorted(filter(None, asked)) == sorted(Identity)


def test_the_public_is_asked_fewer_than_twenty_pages():
    pages = answers.asked(LATEST, {"stay_anonymous": "no"}, Depth.PUBLIC)

    assert len(pages) < 20


def test_a_text_falls_back_to_english():
    assert Text("Name", "Enw").in_language("cy-GB") == "Enw"
    assert Text("Name").in_language("cy") == "Name"
    assert str(Text("Name", "Enw")) == "Name"


def test_a_date_that_must_be_exact_does_not_ask_how_sure_somebody_is():
    assert LATEST.questions["received_on"].inputs[-1] == "received_on-year"
    assert LATEST.questions["happened_on"].inputs[-1] == "happened_on-certainty"


@pytest.mark.parametrize(
    ("document", "wrong"),
    [
        ("", "Expecting value"),
        ("[]", "must be an object"),
        (b"\xff", "decode"),
        ("[" * 100_000, "nested too deeply"),
        (" " * 200_001, "larger than 200000 bytes"),
        (changed("colour", to="red"), "unknown “colour”"),
        (changed("version", to="No spaces"), "“version” is not well formed"),
        (changed("effective_from", to=2026), "like 2026-01-01"),
        (changed("effective_from", to="2026-13-01"), "month"),
        (changed("effective_to", to="2025-01-01"), "“effective_to” is before"),
        (changed("title", to={"cy": "Teitl"}), "in English too"),
        (changed("title", to={"en": ""}), "1 to 2000 characters"),
        (changed("title", to="A title"), "must be an object"),
        (changed("pages", to={}), "“pages” must be a list"),
        (changed("pages", to=DOCUMENT["pages"] * 2), "at most 40"),
        (changed("pages", 1, "slug", to="your-job"), "page “your-job” is there 2"),
        (changed("pages", 1, "section", to="nowhere"), "no section “nowhere”"),
        (changed("pages", 1, "depth", to="deep"), "page “emergency”: 'deep'"),
        (changed("pages", 1, "questions", to=[]), "asks nothing and says nothing"),
        (changed("pages", 2, "call", to="tel:999"), "“call” is not well formed"),
        (changed("professional_when", to={"any": []}), "1 to 12 conditions"),
        (changed("professional_when", to={"not": {}}), "“question” and “is”"),
        (
            changed("professional_when", to={"not": {"question": "a", "is": "b"}}),
            "must be one “question”",
        ),
        (
            changed("professional_when", "is", to="maybe"),
            "asks about no question or answer",
        ),
        (
            changed("pages", place_of("your-job"), "depth", to="public"),
            "so all must give it",
        ),
    ],
)
def test_a_wrong_document_is_refused_by_what_is_wrong(document, wrong):
    with pytest.raises(ValueError, match=wrong):
        reading.read(document)


@pytest.mark.parametrize(
    ("key", "value", "wrong"),
    [
        ("name", "Worry!", "“name” is not well formed"),
        ("name", "seen", "question “seen” is there 2 times"),
        ("kind", "essay", "'essay' is not a valid Kind"),
        ("kind", None, "None is not a valid Kind"),
        ("kind", "choice", "has choices exactly when"),
        ("most", 20_001, "whole number from 1 to 20000"),
        ("most", True, "whole number"),
        ("required", "yes", "must be true or false"),
        ("missing", {"en": 1}, "text “missing”: must be 1 to"),
        ("autocomplete", "cc-number", "not a token"),
        ("autocomplete", "name", "is for what is about the referrer"),
        ("past", True, "only a date can be"),
        ("identity", "age", "“long_text” cannot give “age”"),
        ("identity", "names", "identity “names” is there 2 times"),
        ("nature", "rumour", "'rumour' is not a valid Nature"),
        ("secret", 1, "unknown “secret”"),
    ],
)
def test_a_wrong_question_is_refused_by_page_and_question(key, value, wrong):
    document = changed("pages", WORRY, "questions", 0, key, to=value)

    with pytest.raises(ValueError, match=wrong):
        reading.read(document)


def test_a_required_question_must_say_what_is_missing():
    document = json.loads(changed("title", to={"en": "T"}))
    del document["pages"][WORRY]["questions"][0]["missing"]

    with pytest.raises(ValueError, match="page “worry”: question “worry”: the text"):
        reading.read(json.dumps(document))


def test_an_identity_is_the_persons_own():
    document = changed("pages", AGE, "questions", 0, "whose", to="others")

    with pytest.raises(ValueError, match="the person’s own"):
        reading.read(document)


@pytest.mark.parametrize(
    ("condition", "wrong"),
    [
        ({"question": "stay_anonymous", "is": "yes"}, "no earlier page asks"),
        ({"question": "worry", "is": "yes"}, "no earlier page asks"),
        ({"question": "part_of_job", "is": "perhaps"}, "is never “perhaps”"),
        ({"question": "names", "is": "Ann"}, "is never “Ann”"),
        ({"question": 1, "is": "yes"}, "must be texts"),
        ({"question": "part_of_job"}, "one of “any”, “all”, “not”"),
        ("part_of_job", "must be an object"),
        ({"all": {}}, "must be a list of 1 to 12"),
        ({"not": {"not": {"not": {"not": {"not": {}}}}}}, "at most 4 deep"),
    ],
)
def test_a_condition_asks_only_about_answers_of_earlier_pages(condition, wrong):
    with pytest.raises(ValueError, match=wrong):
        reading.read(changed("pages", WORRY, "when", to=condition))


@pytest.mark.parametrize("of", [[], ["nothing_here"], ["reply_email"], [1]])
def test_a_rule_of_one_from_several_names_questions_asked_by_then(of):
    rule = [{"of": of, "missing": {"en": "Missing"}}]

    with pytest.raises(ValueError, match="page “worry”"):
        reading.read(changed("pages", WORRY, "any_of", to=rule))


@pytest.mark.parametrize(
    ("choices", "wrong"),
    [
        ([{"value": "a", "text": {"en": "A"}}] * 2, "two choices of one value"),
        ([{"value": "a", "text": {"en": "A"}}] * 31, "at most 30"),
        ([{"value": "a"}], "the text “text”"),
    ],
)
def test_choices_are_few_and_different(choices, wrong):
    place = place_of("noticed")

    with pytest.raises(ValueError, match=wrong):
        reading.read(changed("pages", place, "questions", 0, "choices", to=choices))


def test_a_page_of_a_question_is_found():
    assert LATEST.page_of("names").slug == "person"
    assert LATEST.page("person") == LATEST.page_of("names")
    assert LATEST.page("nowhere") is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part)
    ),
    max_leaves=6,
)
KEYS = ("title", "pages", "sections", "professional_when", "effective_from", "version")


@TRIED
@given(st.sampled_from(KEYS), JSON)
def test_anything_else_in_a_document_is_a_value_error(key, value):
    try:
        schema = reading.read(changed(key, to=value))
    except ValueError:
        return
    assert reading.read(reading.write(schema)) == schema


@TRIED
@given(st.sampled_from(sorted(DOCUMENT["pages"][WORRY]["questions"][0])), JSON)
def test_anything_else_in_a_question_is_a_value_error(key, value):
    try:
        schema = reading.read(changed("pages", WORRY, "questions", 0, key, to=value))
    except ValueError:
        return
    assert schema.page("worry").questions[0].kind == Kind.LONG_TEXT
