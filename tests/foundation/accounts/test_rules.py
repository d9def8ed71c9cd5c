import pytest

from saltmarsh.foundation.accounts import rules


def test_somebody_else_s_role_may_be_changed():
    assert rules.barriers_to_changing(is_own=False, is_last=False) == []


@pytest.mark.parametrize(
    ("is_own", "is_last", "reasons"),
    [(True, False, 1), (False, True, 1), (True, True, 2)],
)
def test_one_s_own_role_and_the_last_administrator_s_stay(is_own, is_last, reasons):
    found = rules.barriers_to_changing(is_own=is_own, is_last=is_last)

    assert len(found) == reasons


def test_an_administrator_resets_only_colleagues_of_this_partnership_alone():
    reset = rules.barriers_to_resetting

    assert reset(is_own=False, works_elsewhere=False) == []
    assert len(reset(is_own=True, works_elsewhere=True)) == 2


@pytest.mark.parametrize(
    ("is_needed", "others", "may"),
    [(True, 0, False), (True, 1, True), (False, 0, True)],
)
def test_the_last_factor_stays_where_one_is_needed(is_needed, others, may):
    found = rules.barriers_to_removing_factor(is_needed=is_needed, others=others)

    assert (found == []) == may
