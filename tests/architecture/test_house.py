"""The habits of the house, kept by machine."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from saltmarsh.foundation.keyring.fields import FIELDS, RETIRED
from saltmarsh.foundation.records import Owned
from saltmarsh.foundation.retention import queries as retention

MODULES = [
    path
    for path in sorted(settings.SRC.rglob("*.py"))
    if "migrations" not in path.parts and path.read_text().strip()
]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
ROOMS = {"casework", "community", "insight"}
FORBIDDEN = {"utils", "helpers", "services", "managers", "signals", "serializers"}
FORBIDDEN |= {"admin", "core", "common", "base", "misc", "handlers", "data", "info"}
OURS = [
    model for model in apps.get_models() if model.__module__.startswith("saltmarsh")
]


def name(path: Path) -> str:
    return str(path.relative_to(settings.SRC))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_files_and_functions_are_short(path):
    text = path.read_text()
    longest = max(
        (
            node.end_lineno - node.lineno + 1
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef)
        ),
        default=0,
    )

    assert len(text.splitlines()) <= LONGEST_FILE
    assert longest <= LONGEST_FUNCTION


def test_no_module_has_a_name_that_says_nothing():
    assert [name(path) for path in MODULES if path.stem in FORBIDDEN] == []


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.stem == "views"], ids=name
)
def test_web_reaches_records_through_the_partnership(path):
    past_the_door = r"\b\w+\.objects\b|get_object_or_404"

    assert re.findall(past_the_door, path.read_text()) == []


def test_every_confidential_record_belongs_to_a_partnership():
    strays = [
        model._meta.label
        for model in OURS
        if model.__module__.split(".")[1] in ROOMS and not issubclass(model, Owned)
    ]

    assert strays == []


def test_every_model_declares_what_it_holds():
    declared = [holding.model for holding in retention.register()]

    assert sorted(declared) == sorted(model._meta.label for model in OURS)


def test_what_is_about_people_says_why_and_how_it_leaves():
    silent = [
        holding.model
        for holding in retention.register()
        if holding.about
        and not all((holding.why, holding.kept, holding.exported, holding.erased))
    ]

    assert silent == []


def test_every_sealed_column_has_its_attribute():
    columns = {
        f"{model._meta.label}.{field.name.removeprefix('sealed_')}"
        for model in OURS
        for field in model._meta.fields
        if field.name.startswith("sealed_")
    }

    assert sorted(columns) == sorted(FIELDS.values())
    assert not set(FIELDS) & RETIRED


def test_nothing_that_must_never_be_asked_is_in_a_column():
    """TRUST 1: no such field, and no score of a person."""
    never = "religion|ethnic|nationality|immigration|ideology|score|rank|risk_rating"
    found = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.fields
        if re.search(never, field.name)
    ]

    assert found == []


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.stem in {"actions", "queries", "rules"}],
    ids=name,
)
def test_every_action_query_and_rule_has_its_test(path):
    inside = path.relative_to(settings.SRC)
    twin = settings.ROOT / "tests" / inside.with_name(f"test_{inside.name}")

    assert twin.exists()
