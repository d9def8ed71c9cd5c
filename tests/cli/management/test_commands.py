import re
import threading
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts import factors
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.keyring import queries, roots
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from tests.factories.casework import SHIPPED
from tests.factories.foundation import MembershipFactory, PartnershipFactory
from tests.factories.routing import DeskFactory, default_rule
from tests.foundation.keyring.test_actions import email, read_again


def run(*command):
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.fixture
def keys(settings, tmp_path):
    """A folder of root keys that this test may add to."""
    for path in settings.KEYS.glob("root-*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
        (tmp_path / path.name).chmod(0o600)
    settings.KEYS = tmp_path
    roots.provider.cache_clear()
    yield tmp_path
    roots.provider.cache_clear()
    queries.unwrapped.cache_clear()


def test_a_partnership_gets_keys_and_a_first_team():
    run("create_partnership", "Estuary", "--host", "Estuary.example")

    made = Partnership.objects.get()
    assert made.hosts == ["estuary.example"]
    assert made.teams.get().name == "Prevent team"
    assert made.partnership_keys.count() == 1


def test_a_host_that_is_taken_makes_nothing(partnership):
    with pytest.raises(CommandError, match="Another partnership"):
        run("create_partnership", "Second", "--host", partnership.hosts[0])

    assert Partnership.objects.count() == 1


def test_a_partnership_moves_to_another_name(partnership, visitor):
    old, new = partnership.hosts[0], "prevent.newname.example"
    told = run("add_host", new.title(), "--first")
    assert f"answers at {new}, {old}" in told
    assert visitor.get("/", headers={"host": new}).status_code == 200
    assert visitor.get("/", headers={"host": old}).status_code == 200

    told = run("remove_host", old, "--partnership", partnership.name)

    assert f"{old} is answered 421" in told
    assert visitor.get("/", headers={"host": old}).status_code == 421
    names = list(Event.objects.order_by("created_at").values_list("name", flat=True))
    assert names[-2:] == ["host.added", "host.removed"]


@pytest.mark.parametrize(
    ("command", "host", "why"),
    [
        ("add_host", "https://a.example", "is no host name"),
        ("add_host", "a.example:8000", "is no host name"),
        ("remove_host", "other.example", "does not answer at other.example"),
        ("remove_host", "the last", "one host at least"),
    ],
)
def test_hosts_that_make_no_sense_are_refused(partnership, command, host, why):
    host = partnership.hosts[0] if host == "the last" else host
    before = list(partnership.hosts)

    with pytest.raises(CommandError, match=why):
        run(command, host)

    partnership.refresh_from_db()
    assert partnership.hosts == before


def test_a_host_of_another_partnership_is_not_taken(partnership):
    other = PartnershipFactory()

    with pytest.raises(CommandError, match="Another partnership answers"):
        run("add_host", other.hosts[0], "--partnership", partnership.name)


def test_a_first_account_comes_with_a_link(partnership, visitor):
    told = run(
        "create_account", "Sam@x.example", "--name", "Sam", "--role", "administrator"
    )

    path = re.search(r"https://[^/]+(/sign-in/password/\S+)", told)[1]
    assert visitor.get(path).status_code == 200
    member = partnership.memberships.get()
    assert (member.role, member.user.email) == (Role.ADMINISTRATOR, "sam@x.example")


def test_nobody_gets_two_accounts(partnership):
    given = ["sam@x.example", "--name", "Sam", "--role", "manager"]
    run("create_account", *given)

    with pytest.raises(CommandError, match="already"):
        run("create_account", *given)


def test_a_command_asks_which_partnership_is_meant(partnership):
    PartnershipFactory(name="Second")

    with pytest.raises(CommandError, match="Second"):
        run("reset_second_factor", "x@y.example")
    with pytest.raises(CommandError, match="Nobody has this address"):
        run("reset_second_factor", "x@y.example", "--partnership", "Second")


def test_the_operator_resets_a_second_factor(partnership):
    member = MembershipFactory(partnership=partnership)
    accounts.add_app(member, secret="A" * 32, counter=1, by=member.user_id)

    run("reset_second_factor", member.user.email)

    assert not factors.held_by(member.user).exists()


def test_a_first_root_key_is_made_and_no_second_one(settings, tmp_path):
    settings.KEYS = tmp_path / "keys"

    assert "Wrote" in run("make_root_key")
    [made] = settings.KEYS.glob("root-*.key")
    kept = made.read_bytes()
    assert "already" in run("make_root_key")

    assert list(settings.KEYS.glob("root-*.key")) == [made]
    assert made.read_bytes() == kept


def test_rotating_twice_changes_nothing_the_second_time(partnership, keys):
    member = MembershipFactory(partnership=partnership)
    accounts.add_app(member, secret="A" * 32, counter=1, by=member.user_id)
    run("rotate_keys", "--new-root")

    told = run("rotate_keys")

    assert f"{partnership}: 0 keys under the newest root" in told
    assert "Second factors: 0" in told
    assert len(list(keys.glob("root-*.key"))) == 2
    assert partnership.partnership_keys.count() == 1


def test_keys_are_rotated_and_everything_still_opens(partnership, keys):
    member = MembershipFactory(partnership=partnership)
    record = email(partnership)
    accounts.add_app(member, secret="A" * 32, counter=1, by=member.user_id)
    codes = accounts.make_recovery_codes(member, by=member.user_id)

    told = run("rotate_keys", "--new-root", "--partnership-keys")

    assert "Second factors: 2" in told
    assert f"{partnership}: 1 record keys" in told
    partnerships.enter(partnership)
    assert partnership.partnership_keys.count() == 2
    assert read_again(record) == "Invented words"
    held = factors.held_by(member.user)
    assert all("root-0002:" in str(row.data) for row in held)
    assert factors.opens(member.user, codes[0]) == "recovery_codes"


def test_content_is_sealed_again_by_command(partnership):
    record = email(partnership)

    told = run("reseal")

    assert "1 files sealed again" in told
    assert "reseal --since" in told
    partnerships.enter(partnership)
    assert read_again(record) == "Invented words"


def test_old_record_keys_are_destroyed_after_an_hour(partnership):
    record = email(partnership)
    run("reseal")
    assert "destroyed" not in run("reseal", "--retire")

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        told = run("reseal", "--retire")

    assert f"{partnership}: 1 old keys destroyed" in told
    assert partnership.record_keys.get().number == 2
    assert read_again(record) == "Invented words"


def test_readiness_names_what_is_missing(partnership, settings):
    settings.SECRET_KEY = "short"

    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("show_readiness", stdout=out)

    assert "SECRET_KEY" in out.getvalue()
    assert f"{partnership}: not yet" in out.getvalue()


def test_readiness_of_what_is_ready_is_no_error(partnership, settings):
    settings.SECRET_KEY = "kT7vQ2mX9wLz4Rb8Yc1Nf6Hs3Jd5Gp0aUeWiOtKq"
    settings.DEMO = settings.DEBUG = False
    somebody_receives(partnership)

    told = run("show_readiness")

    assert "The service: starts" in told
    assert f"{partnership}: can take referrals" in told


def test_questions_are_published_when_somebody_receives(partnership):
    somebody_receives(partnership)

    assert "published" in run("publish_questions")

    assert partnership.schemas.get().version == SHIPPED.version


def somebody_receives(partnership):
    fallback = MembershipFactory(partnership=partnership)
    desk = DeskFactory(partnership=partnership, fallback=fallback)
    default_rule(partnership, desk)


def test_questions_are_published_only_when_somebody_receives(partnership):
    with pytest.raises(CommandError):
        run("publish_questions")

    assert not partnership.schemas.exists()


def test_readiness_of_a_database_that_is_not_there_is_one_plain_line():
    told = []

    def ask():
        ours = connections["default"]
        ours.settings_dict = ours.settings_dict | {"NAME": "not_there"}
        try:
            call_command("show_readiness", stdout=StringIO())
        except CommandError as error:
            told.append(str(error))
        connections.close_all()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()

    [line] = told
    assert "DATABASE_URL names is not ready" in line
    assert "\n" not in line
