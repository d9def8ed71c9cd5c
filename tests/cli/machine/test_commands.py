"""What can be typed, and what is answered."""

import os
import socket
import subprocess

import pytest

from saltmarsh.cli.machine import commands, places

TERMINAL_LINES = 40


@pytest.fixture
def no_installation(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def handed_over(monkeypatch):
    """Return what would have run in place of this process."""
    ran = []
    monkeypatch.setattr(
        commands.running, "become", lambda command, env: ran.append((command, env))
    )
    monkeypatch.setattr(commands.environment, "make_ready", lambda: None)
    monkeypatch.setattr(commands.assets, "make_ready", lambda: None)
    return ran


def test_help_fits_one_screen_and_names_every_command(capsys):
    assert commands.main(["--help"]) == 0

    said = capsys.readouterr().out
    assert len(said.splitlines()) <= TERMINAL_LINES
    for name in commands.COMMANDS:
        assert f"  {name} " in said


def test_the_file_itself_runs_from_anywhere(tmp_path):
    said = subprocess.run(
        [places.ROOT / "saltmarsh"], cwd=tmp_path, capture_output=True, check=True
    )

    assert b"./saltmarsh COMMAND" in said.stdout


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_cannot_be_is_refused(port, capsys):
    with pytest.raises(SystemExit, match="2"):
        commands.main(["demo", "--port", port])

    assert "a port is a number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.usefixtures("no_installation")
def test_a_command_that_there_is_not_is_said(capsys):
    assert commands.main(["sevre"]) == 1
    assert "There is no command sevre" in capsys.readouterr().err


def test_a_terminal_without_our_characters_is_no_reason_to_fail():
    plain = os.environ | {"PYTHONIOENCODING": "ascii"}
    said = subprocess.run(
        [places.ROOT / "saltmarsh", "--help"],
        env=plain,
        capture_output=True,
        check=True,
    )

    assert b"test [PATH ?]" in said.stdout


@pytest.mark.usefixtures("no_installation")
@pytest.mark.parametrize("name", ["serve", "work", "migrate", "create-account"])
def test_what_needs_an_installation_says_so(name, capsys):
    assert commands.main([name]) == 1
    assert "Set DATABASE_URL" in capsys.readouterr().err


def test_any_other_name_is_a_management_command(handed_over, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/real")
    monkeypatch.setenv("PGPORT", "6543")

    commands.main(["create-partnership", "--name", "Example"])

    [(command, env)] = handed_over
    expected = ["-m", "django", "create_partnership", "--name", "Example"]
    assert command[1:] == expected
    assert env["DATABASE_URL"] == "postgresql://somewhere/real"
    assert "PGPORT" not in env


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_serving_where_something_else_listens_says_so(
    host, handed_over, monkeypatch, capsys
):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/real")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as other:
        asked = ["serve", "--host", host, "--port", str(other.getsockname()[1])]

        assert commands.main(asked) == 1
        assert "Something else listens" in capsys.readouterr().err

    commands.main(asked)
    assert asked[-1] in handed_over[0][0]


@pytest.mark.usefixtures("handed_over")
def test_migrating_needs_the_owners_address(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/real")
    monkeypatch.delenv("OWNER_DATABASE_URL", raising=False)

    assert commands.main(["migrate"]) == 1
    assert "OWNER_DATABASE_URL" in capsys.readouterr().err


@pytest.mark.usefixtures("handed_over")
def test_migrating_is_done_as_the_owner(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "service")
    monkeypatch.setenv("OWNER_DATABASE_URL", "owner")
    ran = []
    monkeypatch.setattr(
        commands.running,
        "show",
        lambda command, env: ran.append((command[3], env["DATABASE_URL"])) or 0,
    )

    assert commands.main(["migrate"]) == 0
    assert ran == [("migrate", "owner"), ("grant", "owner")]


def test_an_argument_too_many_is_said(capsys):
    assert commands.main(["check", "everything"]) == 1
    assert "takes no argument" in capsys.readouterr().err


def test_the_launcher_can_be_run():
    assert os.access(places.ROOT / "saltmarsh", os.X_OK)
