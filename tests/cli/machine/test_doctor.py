"""What the doctor says of a machine."""

import pytest

from saltmarsh.cli.machine import doctor, places, system


@pytest.fixture(autouse=True)
def no_installation(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_what_only_tests_need_is_named_and_is_no_failure(monkeypatch, capsys):
    monkeypatch.setattr(system, "BROWSERS", ())
    monkeypatch.delenv("CHROMIUM", raising=False)

    assert doctor.doctor() == 0

    assert "sudo apt-get install chromium" in capsys.readouterr().out


def test_a_new_machine_is_told_that_the_demo_sets_it_up(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(places, "PYTHON", str(tmp_path / "python"))

    assert doctor.doctor() == 1

    said = capsys.readouterr().out
    assert "✗ Environment                   ./saltmarsh demo sets it up" in said
