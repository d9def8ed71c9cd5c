"""Every key to another table can be looked up, though few have an index of their own."""

import pytest
from django.apps import apps
from django.db import connection, models

OWN = [model for model in apps.get_models() if model.__module__.startswith("saltmarsh")]
# An entry of a blind index is found by its address alone, which tells whose it is.
FOUND_BY_ADDRESS = {"identities.Posting.partnership"}
KEYS = [
    (model, field)
    for model in OWN
    for field in model._meta.local_concrete_fields
    if isinstance(field, models.ForeignKey) and str(field) not in FOUND_BY_ADDRESS
]
INDEXES = """
SELECT array(
    SELECT attname::text FROM unnest(indkey) WITH ORDINALITY AS held (number, place)
    JOIN pg_attribute ON attrelid = indrelid AND attnum = number ORDER BY place
)
FROM pg_index WHERE indrelid = %s::regclass AND indisvalid
"""
# What is asked of a table whose own index of that column is gone: {query: index}.
ASKED = {
    "routing_delivery WHERE referral_id = '{key}'": "delivery_once",
    "routing_delivery WHERE opened_by_id = '{key}'": "delivery_opened_by",
    "routing_delivery WHERE acknowledged_by_id = '{key}'": "delivery_acknowledged_by",
    "referrals_referral WHERE team_id = '{key}'": "referral_newest",
    "referrals_referral WHERE entered_by_id = '{key}'": "referral_sent_by",
    "referrals_draft WHERE partnership_id = '{key}'": "draft_",
    "keys.record_key WHERE file_id = '{key}'": "record_key_once",
}


@pytest.mark.parametrize(("model", "field"), KEYS, ids=lambda one: str(one))
def test_a_key_is_found_by_an_index(db, model, field):
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [model._meta.db_table])
        indexes = [columns for (columns,) in cursor.fetchall()]

    assert any(
        columns[:1] == [field.column] or columns[:2] == ["partnership_id", field.column]
        for columns in indexes
    )


@pytest.mark.parametrize(("asked", "index"), ASKED.items())
def test_the_database_uses_it(partnership, asked, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        query = f"EXPLAIN SELECT * FROM {asked.format(key=partnership.pk)}"  # noqa: S608
        cursor.execute(query)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert index in plan
