import re

import pytest
from django.apps import apps
from django.db.models import BinaryField

from saltmarsh.foundation.keyring import fields, resealing


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
