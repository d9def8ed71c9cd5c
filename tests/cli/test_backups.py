import pytest

from saltmarsh.cli import backups


@pytest.mark.django_db
def test_neither_the_owner_nor_the_service_can_back_up():
    found = backups.candidates()

    assert {"saltmarsh_owner", "saltmarsh_app"}.isdisjoint(backups.able(found))


def test_without_a_role_the_guide_is_named():
    assert "back-up-and-restore.md" in backups.barriers([])[0]


def test_a_role_that_may_not_read_everything_is_named_with_the_remedy():
    [why] = backups.barriers([("nightly", 3)])

    assert "3 of the tables" in why
    assert why.endswith("GRANT pg_read_all_data TO nightly")


def test_one_role_that_can_is_enough():
    found = [("half", 3), ("whole", 0)]

    assert backups.able(found) == ["whole"]
    assert backups.barriers(found) == []
