from saltmarsh.foundation.retention import queries as retention


def test_the_register_gathers_every_room():
    rooms = {holding.model.split(".")[0] for holding in retention.register()}

    assert {"audit", "keyring", "accounts", "people"} <= rooms


def test_no_model_is_declared_twice():
    models = [holding.model for holding in retention.register()]

    assert len(models) == len(set(models))
