"""Answers to a schema, made by hypothesis. Nothing in them is about anybody."""

from hypothesis import settings
from hypothesis import strategies as st

from saltmarsh.casework.referrals import reading
from saltmarsh.casework.referrals.schema import Depth, Kind

# Enough to find what is wrong, and no clock, since machines are busy.
TRIED = settings(max_examples=30, deadline=None)
SCHEMA = reading.shipped()[-1]
DOORS = st.sampled_from([Depth.PUBLIC, Depth.PROFESSIONAL, Depth.STAFF])
LINES = st.text("abcdefgh ", min_size=1, max_size=9).map(str.strip).filter(bool)
WRITTEN = LINES.map(lambda line: " ".join(line.split()))
DATES = st.sampled_from(
    [
        {"day": 3, "month": 3, "year": 2012, "certainty": "exact"},
        {"year": 2012, "certainty": "about"},
        {"day": 29, "month": 2},
        {"certainty": "unknown"},
    ]
)
ADDRESSES = st.fixed_dictionaries(
    {}, optional={"line_1": WRITTEN, "town": WRITTEN, "postcode": st.just("CO1 1AA")}
).filter(bool)


def answer_to(question):
    """Return a strategy for answers that the form itself could give."""
    if question.kind == Kind.DATE:
        whole = {"day": 3, "month": 3, "year": 2012}
        return st.just(whole) if question.exact else DATES
    if question.kind == Kind.CHOICES:
        alone = {choice.value for choice in question.choices if choice.alone}
        values = [value for value in question.labels if value not in alone]
        some = st.sets(st.sampled_from(values), min_size=1)
        return some.map(lambda chosen: [value for value in values if value in chosen])
    if question.kind in (Kind.CHOICE, Kind.YES_NO_UNKNOWN):
        return st.sampled_from(sorted(question.labels))
    return {
        Kind.AGE: st.integers(0, 125),
        Kind.EMAIL: st.just("ann@example.com"),
        Kind.PHONE: st.just("01632 960 001"),
        Kind.ADDRESS: ADDRESSES,
    }.get(question.kind, WRITTEN)


ANSWERS = st.fixed_dictionaries(
    {},
    optional={name: answer_to(asked) for name, asked in SCHEMA.questions.items()},
)
EVERYTHING = st.fixed_dictionaries(
    {name: answer_to(asked) for name, asked in SCHEMA.questions.items()}
)
