import re

import pytest
from django.apps import apps
from django.db.models import BinaryField

from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.keyring import fields, queries, resealing
from saltmarsh.foundation.keyring.queries import Erased
from saltmarsh.foundation.notices.models import Email


def test_every_identifier_is_permanent_in_form_and_used_once():
    assert all(re.fullmatch(r"F\d{4}", name) for name in fields.FIELDS)
    assert not set(fields.FIELDS) & fields.RETIRED
    assert len(set(fields.FIELDS.values())) == len(fields.FIELDS)


def test_an_identifier_is_never_used_twice():
    taken = next(iter(fields.FIELDS))

    with pytest.raises(ValueError, match="used already"):
        fields.sealed("sealed_x", field=taken)


def test_every_sealed_column_has_the_attribute_that_opens_it():
    known = {
        (model._meta.label, attribute.column)
        for model, attribute in resealing.sealed_attributes()
    }

    columns = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, BinaryField) and field.name.startswith("sealed_")
    }
    assert columns == known


def test_every_sealed_attribute_names_a_file_that_can_be_searched_for():
    for model, attribute in resealing.sealed_attributes():
        names = {field.attname for field in model._meta.fields} | {"pk"}
        assert attribute.file in names


def test_the_attribute_itself_is_found_on_its_class():
    model, attribute = next(resealing.sealed_attributes())

    assert getattr(model, attribute.name) is attribute


@pytest.fixture
def record(partnership):
    """Return any record with a sealed attribute, as the database holds it."""
    made = Email(partnership=partnership, template="x/y", next_at="2026-03-03T12:00Z")
    made.to, made.text = "sam@council.example", {"body": "Invented words"}
    made.save(force_insert=True)
    return Email.objects.get(pk=made.pk)


def test_a_value_is_unsealed_once_and_read_often(record, monkeypatch):
    assert record.text == {"body": "Invented words"}

    monkeypatch.setattr(fields, "unseal", None)

    assert record.text == {"body": "Invented words"}


def test_what_was_remembered_does_not_outlast_what_was_written_since(record):
    assert record.text == {"body": "Invented words"}

    record.text = {"body": "Other words"}

    assert record.text == {"body": "Other words"}


def test_what_was_remembered_does_not_outlast_the_key(partnership, record):
    assert record.to == "sam@council.example"

    keyring.erase(partnership, file_id=record.pk, by=None)
    queries.forget()

    with pytest.raises(Erased):
        _ = record.to
