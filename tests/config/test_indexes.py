"""Every key to another table can be looked up, though few have an index of their own."""

import pytest
from django.apps import apps
from django.db import connection, models

OWN = [model for model in apps.get_models() if model.__module__.startswith("saltmarsh")]
# An entry of a blind index is found by its address alone, which tells whose it is.
# Nothing asks for the mentions of an event: they are asked for by their record, and
# events are never removed.
NEVER_LOOKED_UP = {"identities.Posting.partnership", "audit.Mention.event"}
KEYS = [
    (model, field)
    for model in OWN
    for field in model._meta.local_concrete_fields
    if isinstance(field, models.ForeignKey) and str(field) not in NEVER_LOOKED_UP
]
INDEXES = """
SELECT array(
    SELECT attname::text FROM unnest(indkey) WITH ORDINALITY AS held (number, place)
    JOIN pg_attribute ON attrelid = indrelid AND attnum = number ORDER BY place
)
FROM pg_index WHERE indrelid = %s::regclass AND indisvalid
"""


@pytest.mark.parametrize(("model", "field"), KEYS, ids=lambda one: str(one))
def test_a_key_is_found_by_an_index(db, model, field):
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [model._meta.db_table])
        indexes = [columns for (columns,) in cursor.fetchall()]

    assert any(
        columns[:1] == [field.column] or columns[:2] == ["partnership_id", field.column]
        for columns in indexes
    )
