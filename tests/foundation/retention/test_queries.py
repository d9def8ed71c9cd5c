import pytest

from saltmarsh.foundation.retention import queries as retention

REFERRALS = "referrals, by outcome and by age"


def key(outcome, age):
    return f"retention.referrals-by-outcome-and-by-age.{outcome}-{age}"


def test_the_register_gathers_every_room():
    rooms = {holding.model.split(".")[0] for holding in retention.register()}

    assert {"audit", "keyring", "accounts", "people"} <= rooms


def test_no_model_is_declared_twice():
    models = [holding.model for holding in retention.register()]

    assert len(models) == len(set(models))


def test_each_period_is_a_setting_without_a_default():
    periods = {one.key: one for one in retention.periods()}

    assert "retention.accounts" in periods
    assert all(one.default == "" for one in periods.values())


def test_what_the_service_itself_fixes_is_no_setting():
    assert "retention.one-day" not in {one.key for one in retention.periods()}


def test_referrals_have_periods_by_outcome_and_by_age():
    keys = {one.key for one in retention.settings_of(REFERRALS)}

    assert len(keys) == 12
    assert key("quality", "child") in keys
    assert keys < {one.key for one in retention.periods()}


@pytest.mark.parametrize("outcome", ["quality", "no-action", "met"])
def test_what_is_told_of_a_child_is_not_kept_longer_than_of_an_adult(outcome):
    months = {key(outcome, "child"): 13, key(outcome, "adult"): 12}

    assert list(retention.too_long(months)) == [key(outcome, "child")]


@pytest.mark.parametrize("age", ["child", "adult"])
def test_what_should_not_have_been_told_is_not_kept_longer_than_the_rest(age):
    months = {key("quality", age): 13, key("met", age): 12}

    assert list(retention.too_long(months)) == [key("quality", age)]


def test_every_schedule_is_that_of_a_holding():
    kept = {one.kept for one in retention.register()}

    assert set(retention.schedules()) <= kept
    for name, parts in retention.schedules().items():
        known = {one.key for one in parts}
        assert all(set(one.no_longer_than) <= known for one in parts), name
