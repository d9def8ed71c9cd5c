from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.foundation.retention import rules

MONTHS = st.integers(1, 1200) | st.just("")


@given(MONTHS, MONTHS)
def test_a_period_is_refused_only_when_it_is_longer_than_one_it_may_not_exceed(
    own, most
):
    months = {"child": own, "adult": most}
    limits = [("child", "adult", "Adults")]

    found = rules.barriers_to_periods(months, limits)

    is_longer = "" not in (own, most) and own > most
    assert list(found) == (["child"] if is_longer else [])


def test_a_refusal_names_the_period_and_its_length():
    limits = [("child", "adult", "Met: adults"), ("child", "other", "Other: adults")]

    found = rules.barriers_to_periods({"child": 9, "adult": 6, "other": 3}, limits)

    assert found == {"child": "Enter 6 or less: no longer than “Met: adults”"}
