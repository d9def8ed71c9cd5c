"""A real server: who may reach it, and who is who in it."""

import os
import pwd
import stat
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from saltmarsh.cli.machine.console import CannotContinue
from saltmarsh.cli.machine.postgres import cluster as postgres
from saltmarsh.cli.machine.postgres import homes
from saltmarsh.cli.machine.postgres.account import server_account

ATTRIBUTES = """
SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole
FROM pg_roles WHERE rolname LIKE 'saltmarsh%' ORDER BY rolname
"""


def ask(address: str, question: str):
    with psycopg.connect(address) as connection:
        return connection.execute(question).fetchall()


def test_only_its_owner_reaches_the_data_and_the_socket(cluster):
    mode = stat.S_IMODE(cluster.data.stat().st_mode)
    sockets = stat.S_IMODE((cluster.sockets / homes.SOCKET).stat().st_mode)

    assert (oct(mode), oct(sockets)) == ("0o700", "0o700")
    assert cluster.sockets == cluster.data


def test_the_server_runs_as_nobody_of_importance(cluster):
    number = int((cluster.data / "postmaster.pid").read_text().split()[0])

    with open(f"/proc/{number}/status") as status:
        lines = dict(line.split(":", 1) for line in status)

    assert int(lines["Uid"].split()[0]) == server_account().uid != 0
    if os.geteuid() == 0:
        assert lines["Groups"].split() == []


def test_the_server_listens_at_no_port(cluster):
    number = (cluster.data / "postmaster.pid").read_text().split()[0]
    with open(f"/proc/{number}/net/tcp") as table:
        listening = {line.split()[9] for line in table if " 0A " in line}
    opened = {os.readlink(path) for path in Path(f"/proc/{number}/fd").iterdir()}

    assert opened
    assert not opened & {f"socket:[{inode}]" for inode in listening}


def test_the_roles_can_do_what_they_need_and_no_more(cluster):
    assert ask(cluster.url("saltmarsh_app"), ATTRIBUTES) == [
        ("saltmarsh_app", True, False, False, False, False),
        ("saltmarsh_owner", True, False, False, True, False),
    ]


def test_the_service_can_make_no_table(cluster):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(cluster.url("saltmarsh_app"), "CREATE TABLE mine ()")


def test_the_owner_makes_databases_that_have_the_extensions(cluster):
    with psycopg.connect(cluster.url("saltmarsh_owner"), autocommit=True) as owner:
        owner.execute("CREATE DATABASE another")

    found = ask(
        cluster.url("saltmarsh_owner", "another"), "SELECT extname FROM pg_extension"
    )

    assert {("citext",), ("pg_trgm",), ("unaccent",)} <= set(found)


def test_another_user_of_the_machine_is_nobody_here(cluster):
    identities = (cluster.data / "pg_ident.conf").read_text().splitlines()
    me = pwd.getpwuid(os.geteuid()).pw_name

    assert {line.split()[1] for line in identities} == {f'"{me}"'}
    assert (cluster.data / "pg_hba.conf").read_text().split() == [
        *("local", "all", "all", "peer", "map=saltmarsh")
    ]


def test_text_is_unicode_and_pages_carry_checksums(cluster):
    questions = "current_setting('server_encoding'), current_setting('data_checksums')"

    answer = ask(cluster.url("saltmarsh_app"), f"SELECT {questions}")

    assert answer == [("UTF8", "on")]


def test_starting_twice_changes_nothing(cluster):
    before = (cluster.data / "postmaster.pid").read_text()

    postgres.start(cluster)

    assert (cluster.data / "postmaster.pid").read_text() == before


def test_half_made_data_is_made_again(home):
    half = postgres.open_cluster(home / "postgres", throw_away=True)
    half.data.mkdir()
    (half.data / "PG_VERSION").write_text("1\n")

    postgres.start(half)
    answer = ask(half.url("saltmarsh_app"), "SELECT current_user")
    postgres.stop(half)

    assert answer == [("saltmarsh_app",)]
    assert not half.is_running()


def test_only_what_may_be_lost_is_made_again_for_another_version(home):
    kept = postgres.open_cluster(home / "postgres", throw_away=True)
    kept.data.mkdir(mode=0o755)
    (kept.data / "PG_VERSION").write_text("11\n")
    (kept.data / postgres.READY).touch()

    with pytest.raises(CannotContinue, match="was made by PostgreSQL 11"):
        postgres.start(replace(kept, throw_away=False))

    assert (kept.data / postgres.READY).exists()
