import pytest
from django.apps import apps
from django.db import connection, models
from django.utils.translation import override

FORCED = """
SELECT quote_ident(nspname), relname FROM pg_class
JOIN pg_policy ON polrelid = pg_class.oid
JOIN pg_namespace ON relnamespace = pg_namespace.oid
WHERE relrowsecurity AND relforcerowsecurity
"""
OWNED = "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole"
ROLE = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"


def rows(sql: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_every_table_with_a_partnership_is_isolated():
    isolated = {table for _, table in rows(FORCED)}

    owned = {
        model._meta.db_table.split('"')[-2]
        if '"' in model._meta.db_table
        else model._meta.db_table
        for model in apps.get_models()
        if any(field.attname == "partnership_id" for field in model._meta.fields)
    }
    assert owned == isolated


def test_the_services_role_owns_nothing_and_bypasses_nothing():
    assert rows(OWNED) == [(0,)]
    assert rows(ROLE) == [(False, False)]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_choice_is_named_as_django_names_it(language):
    named = 0
    for model in apps.get_models():
        fields = [one for one in model._meta.concrete_fields if one.choices]
        with override(language):
            for field, code in ((one, code) for one in fields for code in codes(one)):
                record = model(**{field.attname: code})
                own = getattr(record, f"get_{field.name}_display")()
                assert own == models.Model._get_FIELD_display(record, field)
                named += 1
    assert named > 100


def codes(field) -> list:
    return [code for code, _label in field.flatchoices] + ["gone", None]
