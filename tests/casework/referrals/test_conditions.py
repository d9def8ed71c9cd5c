import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.referrals import conditions
from tests.casework.referrals.invented_answers import TRIED

IS = {"question": "colour", "is": "green"}
OTHER = {"question": "size", "is": "small"}
CONDITIONS = st.recursive(
    st.sampled_from([IS, OTHER]),
    lambda part: (
        st.fixed_dictionaries({"not": part})
        | st.fixed_dictionaries({"any": st.lists(part, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"all": st.lists(part, min_size=1, max_size=3)})
    ),
    max_leaves=4,
).filter(lambda data: depth(data) <= conditions.MOST_DEEP)


def depth(data):
    if "is" in data:
        return 1
    (parts,) = data.values()
    return 1 + max(map(depth, parts if isinstance(parts, list) else [parts]))


@pytest.mark.parametrize(
    ("condition", "answers", "true"),
    [
        (IS, {"colour": "green"}, True),
        (IS, {"colour": "red"}, False),
        (IS, {}, False),
        (IS, {"colour": ["red", "green"]}, True),
        (IS, {"colour": ["red"]}, False),
        (IS, {"colour": "evergreen"}, False),
        ({"not": IS}, {}, True),
        ({"any": [IS, OTHER]}, {"size": "small"}, True),
        ({"any": [IS, OTHER]}, {}, False),
        ({"all": [IS, OTHER]}, {"size": "small"}, False),
        ({"all": [IS, OTHER]}, {"size": "small", "colour": "green"}, True),
    ],
)
def test_a_condition_is_true_of_some_answers(condition, answers, true):
    assert conditions.holds(conditions.read(condition), answers) is true


def test_no_condition_is_always_true():
    assert conditions.holds(None, {})
    assert list(conditions.leaves(None)) == []


@TRIED
@given(CONDITIONS)
def test_a_condition_survives_a_round_trip(data):
    condition = conditions.read(data)

    assert conditions.write(condition) == data
    assert set(conditions.leaves(condition))
