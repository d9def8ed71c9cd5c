from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.desks import rules
from saltmarsh.casework.desks.lifecycle import Unit
from saltmarsh.casework.desks.rules import Receiver, Terms

CHILD = Terms(age_to=17)
TOWN = Terms(areas=("SM1", "SM2"))
RULES = [("child", CHILD), ("town", TOWN), ("everybody", Terms())]
WELL = Receiver(
    name="Gateway", is_active=True, accounts=0, has_mailbox=True, has_fallback=True
)
OFF = replace(WELL, is_active=False)
EMPTY = replace(WELL, has_mailbox=False)
ALONE = replace(WELL, has_fallback=False)


@pytest.mark.parametrize(
    ("typed", "district"),
    [("sm1 2ab", "SM1"), ("SM12AB", "SM1"), ("EC1A 1BB", "EC1A"), ("sm1", "SM1")],
)
def test_a_district_is_read_from_a_postcode(typed, district):
    assert rules.district(typed) == district


@pytest.mark.parametrize(
    ("age", "area", "found"),
    [
        (17, "", "child"),
        (18, "SM1 2AB", "town"),
        (18, "SM10 2AB", "everybody"),
        (None, "", "everybody"),
    ],
)
def test_the_first_rule_that_fits_decides(age, area, found):
    assert rules.first_for(RULES, age=age, area=area) == found


def test_without_a_rule_that_fits_there_is_none():
    assert rules.first_for([("child", CHILD)], age=40, area="") is None


@given(st.none() | st.integers(0, 120), st.text(max_size=10))
def test_the_default_rule_fits_everybody(age, area):
    assert rules.is_for(Terms(), age=age, area=area)


@given(st.integers(0, 120), st.integers(0, 120), st.integers(0, 120))
def test_ages_are_included_at_both_ends(age, lowest, highest):
    fits = rules.is_for(Terms(lowest, highest), age=age, area="")

    assert fits == (lowest <= age <= highest)


def test_a_desk_may_have_minutes():
    noon = datetime(2026, 3, 6, 12, tzinfo=UTC)

    assert rules.due(noon, within=90, unit=Unit.MINUTES) == datetime(
        2026, 3, 6, 13, 30, tzinfo=UTC
    )


def test_a_working_day_skips_the_weekend():
    friday = datetime(2026, 3, 6, 12, tzinfo=UTC)

    assert rules.due(friday, within=1, unit=Unit.WORKING_DAYS) == datetime(
        2026, 3, 10, tzinfo=UTC
    )


def test_a_form_whose_default_rule_reaches_a_desk_may_be_published():
    assert rules.barriers([WELL], has_default=True) == []


@pytest.mark.parametrize(
    ("receivers", "has_default", "reason"),
    [
        ([], False, "no default rule"),
        ([], True, "no active desk"),
        ([OFF], True, "no active desk"),
        ([EMPTY], True, "no active desk"),
        ([ALONE], True, "told when nobody"),
    ],
)
def test_a_form_without_an_owner_may_not(receivers, has_default, reason):
    found = rules.barriers(receivers, has_default=has_default)

    assert reason in " ".join(found)
