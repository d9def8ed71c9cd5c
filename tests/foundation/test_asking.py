from datetime import timedelta

import psycopg
import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from saltmarsh.foundation import asking
from saltmarsh.foundation.asking import ask, cursors_of, together
from saltmarsh.foundation.refusals import Refused

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


def test_each_connection_keeps_cursors_of_its_own(partnership):
    mine = connection.connection
    with psycopg.connect(mine.info.dsn) as other:
        assert cursors_of(mine, 2) == cursors_of(mine, 2)
        assert not set(cursors_of(other, 2)) & set(cursors_of(mine, 2))
        assert {one.connection for one in cursors_of(other, 2)} == {other}


def number(value):
    [(found,)] = ask("SELECT %s::int", [value])
    return found


def test_what_is_asked_together_is_answered_to_whom_asked(partnership):
    found = together(
        one=lambda: number(1),
        none=lambda: "nothing asked",
        thrice=lambda: [number(value) for value in (5, 6, 7)],
        nested=lambda: together(two=lambda: number(2), three=lambda: number(3)),
    )

    assert found == {
        "one": 1,
        "none": "nothing asked",
        "thrice": [5, 6, 7],
        "nested": {"two": 2, "three": 3},
    }


def test_what_is_asked_together_goes_to_the_database_at_once(partnership, monkeypatch):
    rounds = []

    def noted(driver, questions):
        rounds.append(len(questions))
        return fetched(driver, questions)

    fetched = asking.fetched
    monkeypatch.setattr(asking, "fetched", noted)
    together(
        one=lambda: number(1),
        twice=lambda: [number(2), number(3)],
        nested=lambda: together(four=lambda: number(4), five=lambda: number(5)),
    )

    assert rounds == [4, 1]


def test_what_is_asked_together_is_heard(partnership):
    with CaptureQueriesContext(connection) as asked:
        found = together(one=lambda: number(1), two=lambda: number(2))

    assert found == {"one": 1, "two": 2}
    assert len(asked) == 2


def test_an_error_of_one_is_the_error_of_all(partnership):
    with pytest.raises(DataError), transaction.atomic():
        together(one=lambda: number(1), wrong=lambda: ask("SELECT 1 / %s", [0]))

    assert number(2) == 2


def test_a_refusal_of_one_is_the_refusal_of_all(partnership):
    def refuse():
        number(1)
        raise Refused("No.")

    with pytest.raises(Refused):
        together(refused=refuse, one=lambda: [number(1), number(2)])

    assert number(3) == 3


def test_each_keeps_the_language_of_the_page(partnership):
    with translation.override("cy"):
        found = together(one=lambda: [number(1), translation.get_language()])

    assert found == {"one": [1, "cy"]}
