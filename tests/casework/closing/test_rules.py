import uuid

from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.closing import rules
from saltmarsh.casework.closing.rules import HEADINGS, Closure, Standing
from saltmarsh.casework.referrals.lifecycle import WORKED_ON, Stage

WORDS = st.sampled_from(["", " ", "\n", "A reason"])
CLOSURES = st.builds(
    Closure,
    reasons=st.dictionaries(st.sampled_from(list(HEADINGS)), WORDS),
    together=WORDS,
    questions=WORDS,
    onward=WORDS,
)
STANDINGS = st.builds(
    Standing,
    stage=st.sampled_from(list(Stage)),
    is_repeat=st.booleans(),
    was_linked=st.booleans(),
    open_questions=st.integers(0, 2),
    onward_waiting=st.integers(0, 2),
    feedback_settled=st.booleans(),
    undecided=st.integers(0, 1),
    is_unsure=st.booleans(),
    is_weighed=st.booleans(),
    in_open_case=st.booleans(),
)
FULL = Closure(dict.fromkeys(HEADINGS, "A reason"), "Together", "Why", "Why")


@given(CLOSURES, STANDINGS)
def test_nothing_is_closed_without_all_that_closing_asks(closure, standing):
    if rules.barriers(closure, standing):
        return

    assert standing.stage in WORKED_ON
    assert not standing.in_open_case
    assert all(closure.reasons[heading].strip() for heading in HEADINGS)
    assert standing.feedback_settled
    assert closure.questions.strip() or not standing.open_questions
    assert closure.onward.strip() or not standing.onward_waiting
    assert closure.together.strip() or standing.is_weighed or not standing.is_repeat
    assert not standing.undecided


@given(STANDINGS)
def test_all_said_and_the_referrer_told_it_can_be_closed(standing):
    found = rules.barriers(FULL, standing)

    allowed = standing.stage in WORKED_ON and standing.feedback_settled
    free = not standing.undecided and not standing.in_open_case
    assert (found == []) == (allowed and free)


@given(STANDINGS)
def test_what_is_or_was_linked_needs_a_second_person(standing):
    asked = standing.is_repeat or standing.was_linked or standing.is_unsure

    assert rules.needs_second_person(standing) == asked


@given(st.sampled_from(list(Stage)))
def test_nobody_confirms_what_nobody_asked(stage):
    assert rules.barriers_to_second(stage=stage, asked_by=None, by=uuid.uuid4())


@given(st.sampled_from(list(Stage)), st.uuids(), st.uuids())
def test_only_another_person_confirms(stage, asked_by, by):
    found = rules.barriers_to_second(stage=stage, asked_by=asked_by, by=by)

    assert (found == []) == (stage == Stage.CLOSING and asked_by != by)
