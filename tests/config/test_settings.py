"""What the environment says, in a process that reads it anew."""

import json
import os
import subprocess
import sys

import pytest

TELL = """
import json
from saltmarsh.config import settings
print(json.dumps({name: getattr(settings, name, None) for name in %r}))
"""
TOLD = ["DATABASES", "EMAIL_BACKEND", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_NAME"]


def read(**environment):
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", TELL % TOLD],
        env=os.environ | environment,
        capture_output=True,
        check=False,
        text=True,
    )


def told(**environment):
    return json.loads(read(**environment).stdout)


def test_an_address_that_is_none_is_named():
    ended = read(DATABASE_URL="mysql://somewhere/else")

    assert ended.returncode == 1
    assert "DATABASE_URL is not a PostgreSQL address" in ended.stderr


def test_an_address_is_taken_apart():
    address = "postgresql://me:word@db.example:6432/here?sslmode=verify-full"

    database = told(DATABASE_URL=address)["DATABASES"]["default"]

    parts = ["NAME", "USER", "PASSWORD", "HOST", "PORT"]
    assert [database[part] for part in parts] == [
        "here",
        "me",
        "word",
        "db.example",
        "6432",
    ]
    assert database["OPTIONS"]["sslmode"] == "verify-full"


@pytest.mark.parametrize("is_pooled", ["true", "false"])
def test_plans_are_kept_unless_a_pooler_would_lose_them(is_pooled):
    options = told(DATABASE_POOLER=is_pooled)["DATABASES"]["default"]["OPTIONS"]

    assert ("prepare_threshold" in options) == (is_pooled == "false")


def test_connections_are_pooled_or_kept_but_never_both():
    kept = told()["DATABASES"]["default"]
    pooled = told(DATABASE_POOL="4")["DATABASES"]["default"]

    assert (kept["CONN_MAX_AGE"], "pool" in kept["OPTIONS"]) == (600, False)
    assert "CONN_MAX_AGE" not in pooled
    assert pooled["OPTIONS"]["pool"] == {"max_size": 4}


def test_where_a_key_is_set_notify_sends():
    assert told(NOTIFY_KEY="a-key")["EMAIL_BACKEND"].endswith("notify.Backend")


def test_the_demo_sends_no_email_and_does_without_https():
    demo = told(SALTMARSH_DEMO="true", NOTIFY_KEY="a-key")

    assert demo["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert not demo["SESSION_COOKIE_SECURE"]
    assert demo["SESSION_COOKIE_NAME"] == "session"
