import struct

import psycopg
import pytest
from django.db import connection

from saltmarsh.casework.identities.bigints import Bigints, column

NUMBERS = [0, 1, -1, 2**63 - 1, -(2**63), 81_985_529_216_486_895]


def packed(numbers):
    return Bigints(struct.pack(f">{len(numbers)}q", *numbers))


@pytest.mark.parametrize("numbers", [[], NUMBERS])
def test_the_database_reads_the_same_numbers(numbers):
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(%s::bigint[])", [packed(numbers)])
        assert [number for (number,) in cursor.fetchall()] == numbers


def test_a_connection_that_binds_nothing_reads_them_as_text():
    with psycopg.ClientCursor(connection.connection) as cursor:
        cursor.execute("SELECT unnest(%s::bigint[])", [packed(NUMBERS)])
        assert [number for (number,) in cursor.fetchall()] == NUMBERS


def test_a_column_is_taken_out_of_rows():
    rows = struct.pack(">4q", 1, 2, 3, 4)

    assert column(rows, 8, 16).numbers() == (2, 4)
    assert packed([1]).beginning(b"\x01\x02").numbers() == (0x0102000000000001,)
