"""The demo's folder, and what the demo refuses."""

import stat

import pytest

from saltmarsh.cli.machine import demo, demo_data
from saltmarsh.cli.machine.console import CannotContinue


@pytest.fixture(autouse=True)
def no_installation(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_an_empty_folder_is_claimed_and_stays_the_demos(tmp_path):
    data = tmp_path / "new" / "demo"
    demo_data.claim(data)
    (data / "anything").touch()

    demo_data.claim(data)

    assert (data / demo_data.MARK).is_file()
    assert not data.stat().st_mode & 0o066


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")

    with (
        pytest.raises(CannotContinue, match="not a demo's"),
        demo.running(0, tmp_path, reset=True),
    ):
        pass

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(CannotContinue, match="not a folder"):
        demo_data.claim(tmp_path / "file")


def test_reset_deletes_all_but_the_mark_and_follows_no_link(tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").touch()
    data = tmp_path / "demo"
    demo_data.claim(data)
    demo_data.secrets_of(data)
    (data / "link").symlink_to(precious)

    demo_data.empty(data)

    assert [path.name for path in data.iterdir()] == [demo_data.MARK]
    assert (precious / "file").exists()


def test_secrets_are_made_once_and_read_by_nobody_else(tmp_path):
    demo_data.claim(tmp_path)

    first = demo_data.secrets_of(tmp_path)

    assert demo_data.secrets_of(tmp_path) == first
    assert len(first.secret_key) >= 50
    assert len(first.password) == len("abcd-efgh-jkmn-pqrs")
    for name in ("secret-key", "password"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    for name in demo_data.PRIVATE_FOLDERS:
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o700


def test_the_demo_does_not_start_beside_a_named_database(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/real")

    with (
        pytest.raises(CannotContinue, match="DATABASE_URL is set"),
        demo.running(0, tmp_path / "demo"),
    ):
        pass

    assert not (tmp_path / "demo").exists()


def test_one_folder_serves_one_demo(tmp_path):
    demo_data.claim(tmp_path)

    with demo.alone(tmp_path), pytest.raises(CannotContinue, match="already runs"):
        demo.alone(tmp_path).__enter__()


def test_the_demos_processes_never_hold_the_password(tmp_path, cluster):
    made_up = demo_data.Secrets("key", "the-one-password")

    found = demo_data.variables(tmp_path, cluster, made_up, 8000)

    assert "the-one-password" not in " ".join(found.values())
    assert found["SALTMARSH_DEMO"] == "true"


def test_the_welcome_names_every_account_and_how_to_stop(tmp_path):
    said = demo.welcome(8123, tmp_path, "the-one-password")

    for account, _role in (*demo.ACCOUNTS, *demo.SECOND_ACCOUNTS):
        assert account in said
    for needed in ("http://localhost:8123", "second.localhost:8123", "Ctrl-C"):
        assert needed in said
    assert "the-one-password" in said
    assert f"demo --reset --data {tmp_path}" in said
