from saltmarsh.foundation.retention import queries as retention


def test_the_register_gathers_every_room():
    rooms = {holding.model.split(".")[0] for holding in retention.register()}

    assert {"audit", "keyring", "accounts", "people"} <= rooms


def test_no_model_is_declared_twice():
    models = [holding.model for holding in retention.register()]

    assert len(models) == len(set(models))


def test_each_period_is_a_setting_without_a_default():
    periods = {one.key: one for one in retention.periods()}

    assert "retention.referrals-by-outcome-and-by-age" in periods
    assert all(one.default == "" for one in periods.values())


def test_what_the_service_itself_fixes_is_no_setting():
    assert "retention.one-day" not in {one.key for one in retention.periods()}
