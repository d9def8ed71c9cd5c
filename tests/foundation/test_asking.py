from datetime import timedelta

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saltmarsh.foundation.asking import ask, cursor_of

TWICE = "SELECT %s::int, %s::text"


def test_it_returns_the_rows(partnership):
    assert ask(TWICE, [1, "one"]) == [(1, "one")]
    assert ask(TWICE, [2, None]) == [(2, None)]
    assert ask("SELECT 1 WHERE false") == []


def test_a_statement_without_rows_returns_none(partnership):
    assert ask("SET LOCAL work_mem = '4MB'") == []


def test_moments_are_read_as_django_reads_them(partnership):
    now = timezone.now()

    [(found,)] = ask("SELECT %s::timestamptz", [now])

    assert found == now
    assert found.utcoffset() == timedelta(0)


def test_tests_hear_what_is_asked(partnership):
    with CaptureQueriesContext(connection) as asked:
        answer = ask(TWICE, [1, "one"])

    assert answer == [(1, "one")]
    assert len(asked) == 1


def test_it_asks_inside_the_transaction_that_is_open(partnership):
    [(before,)] = ask("SELECT txid_current()")

    assert ask("SELECT txid_current()") == [(before,)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        assert cursor.fetchone() == (before,)


def test_errors_are_djangos_own(partnership):
    with pytest.raises(IntegrityError), transaction.atomic():
        ask("INSERT INTO partnerships_partnership (id) VALUES (gen_random_uuid())")


def test_a_transaction_that_has_failed_is_asked_nothing(partnership):
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            ask("SELECT 1")


def test_each_connection_keeps_a_cursor_of_its_own(partnership):
    mine = connection.connection
    with psycopg.connect(mine.info.dsn) as other:
        assert cursor_of(mine) is cursor_of(mine)
        assert cursor_of(other) is not cursor_of(mine)
        assert cursor_of(other).connection is other
