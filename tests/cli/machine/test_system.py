import pytest

from saltmarsh.cli.machine import system


@pytest.fixture
def known(tmp_path, monkeypatch):
    """Return a function that says which packages the system knows."""
    program = tmp_path / "apt-cache"

    def _known(*packages):
        listed = "|".join(packages) or "nothing"
        program.write_text(
            f'#!/bin/sh\ncase "$2" in {listed}) ;; *) exit 100 ;; esac\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    return _known


def test_the_browser_without_windows_is_installed_where_there_is_one(known):
    known("chromium", "chromium-headless-shell")

    assert system.lighter("chromium") == "chromium-headless-shell"


def test_the_browser_with_windows_is_installed_where_there_is_no_other(known):
    known("chromium")

    assert system.lighter("chromium") == "chromium"


def test_other_packages_are_what_they_are(known):
    known()

    assert system.lighter("clamav-daemon") == "clamav-daemon"
