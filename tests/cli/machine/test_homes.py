"""Where a cluster is kept when the first choice will not do."""

import os

import pytest

from saltmarsh.cli.machine.console import CannotContinue
from saltmarsh.cli.machine.postgres import homes, programs
from saltmarsh.cli.machine.postgres.account import me, server_account


@pytest.fixture
def shared(home, monkeypatch):
    """Stands for /var/lib/saltmarsh."""
    place = home / "shared"
    monkeypatch.setattr(homes, "SHARED", place)
    monkeypatch.setattr(programs, "SHARED", place)
    return place


@pytest.fixture
def private(home):
    """A folder below one that no other user may pass through."""
    above = home / "private"
    above.mkdir(mode=0o700)
    return above / "postgres"


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user")


def test_a_folder_that_the_server_reaches_keeps_its_cluster(home):
    assert homes.settle(home / "postgres", server_account()) == home / "postgres"


@as_root
def test_a_private_folder_keeps_a_note_instead(shared, private):
    settled = homes.settle(private, server_account())

    assert settled.parent == shared
    assert homes.settle(private, server_account()) == settled
    assert server_account().reaches(settled)


@as_root
def test_forgetting_deletes_both_places(shared, private):
    settled = homes.settle(private, server_account())

    homes.forget(private)

    assert (settled.exists(), private.exists()) == (False, False)


@as_root
def test_a_note_that_names_a_foreign_folder_is_refused(home, shared, private):
    homes.settle(private, server_account())
    (home / "foreign").mkdir()
    (private / homes.NOTE).write_text(f"{home / 'foreign'}\n")

    with pytest.raises(CannotContinue, match="no cluster of this folder"):
        homes.forget(private)

    assert (home / "foreign").exists()


def test_a_socket_too_deep_for_an_address_goes_to_a_short_private_folder(
    home, monkeypatch
):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    deep = home / ("d" * 80) / ("e" * 20)

    short = homes.sockets_for(deep)

    assert not homes.fits(deep)
    assert homes.fits(short)
    assert (short.parent, oct(short.stat().st_mode & 0o777)) == (home, "0o700")


def test_a_short_folder_that_others_may_enter_is_refused(home, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    deep = home / ("d" * 80) / ("e" * 20)
    homes.sockets_for(deep).chmod(0o755)

    with pytest.raises(CannotContinue, match="not a private folder"):
        homes.sockets_for(deep)


@as_root
def test_programs_under_a_private_folder_are_copied(home, shared, monkeypatch):
    account = server_account()
    source = programs.find_programs(me())
    packages = home / "private" / "site-packages"
    packages.mkdir(parents=True)
    packages.parent.chmod(0o700)
    for part in programs.WHEEL:
        os.symlink(source.parents[2] / part, packages / part)
    folder = packages.joinpath(*source.relative_to(source.parents[2]).parts)

    copied = programs.copy_for(account, folder)

    assert not programs.works(folder, account)
    assert programs.works(copied, account)
    assert copied.is_relative_to(shared)


def test_versions_are_read_and_the_newest_comes_first(home, monkeypatch):
    monkeypatch.setattr(programs, "INSTALLED", home)
    for name in ("9", "15", "17", "common"):
        (home / name).mkdir()

    found = programs.installed_programs()

    assert [path.parent.name for path in found] == ["17", "15", "9"]
    assert programs.major("postgres (PostgreSQL) 18.6 (Debian)") == 18
    assert programs.major("something else") == 0
