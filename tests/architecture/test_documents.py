"""The documentation names only what exists: pages, pictures, commands, settings."""

import ast
import re
import unicodedata
from pathlib import Path

import pytest
from django.core.management import get_commands

from saltmarsh.cli.machine import commands

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
IMAGES = DOCS / "images"
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
SOURCE = ROOT / "src" / "saltmarsh"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"\./saltmarsh ([a-z][a-z-]+)")
FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MOST_IMAGE_BYTES = 2_000_000


def prose(path):
    """Return the text of a document without its code."""
    return CODE.sub("", FENCE.sub("", path.read_text()))


def links(path):
    """Return where a document leads to on this machine: [(path, anchor)]."""
    found = LINK.findall(prose(path))
    local = [href for href in found if not re.match(r"[a-z]+:", href)]
    return [href.partition("#")[::2] for href in local]


def anchors(path):
    """Return the anchors of a document’s headings, as repositories make them."""
    plain = (
        "".join(c for c in text.lower() if c in " -_" or is_word(c))
        for text in HEADING.findall(FENCE.sub("", path.read_text()))
    )
    return {text.strip().replace(" ", "-") for text in plain}


def is_word(character):
    return unicodedata.category(character)[0] in "LN"


def names_read_by(path):
    """Return the environment variables that the settings at `path` read."""
    named = {
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"os.environ.get", "os.getenv", "flag"}
        and isinstance(node.args[0], ast.Constant)
    }
    return named | set(re.findall(r"environ\[\"([A-Z_]+)\"\]", path.read_text()))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_link_leads_somewhere(path):
    lost = []
    for address, anchor in links(path):
        target = (path.parent / address).resolve() if address else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(f"{address}#{anchor}")

    assert lost == []


def test_every_picture_is_shown_and_is_small():
    shown = {
        (path.parent / address).resolve()
        for path in DOCUMENTS
        for address, _anchor in links(path)
        if address.endswith(".png")
    }
    kept = set(IMAGES.iterdir())

    assert shown == kept
    assert sum(path.stat().st_size for path in kept) < MOST_IMAGE_BYTES


def test_every_document_is_found_from_the_index():
    index = DOCS / "README.md"
    reached = {(DOCS / address).resolve() for address, _anchor in links(index)}
    folders = [path for path in reached if path.is_dir()]
    pages = set(DOCS.rglob("*.md")) - {index}

    assert {p for p in pages if p not in reached and p.parent not in folders} == set()


def test_every_command_that_is_named_exists():
    known = set(commands.COMMANDS) | {name.replace("_", "-") for name in get_commands()}
    named = {name for path in DOCUMENTS for name in COMMAND.findall(path.read_text())}

    assert named - known == set()


def test_every_command_is_explained():
    explained = set(COMMAND.findall((DOCS / "reference/commands.md").read_text()))
    ours = {name for name, app in get_commands().items() if app == "saltmarsh.cli"}
    inner = {"grant", "make_example_data", "write_reference"}

    assert set(commands.COMMANDS) - explained == set()
    assert {name.replace("_", "-") for name in ours - inner} - explained == set()


def test_every_environment_variable_is_explained():
    read = names_read_by(SOURCE / "config/settings.py")
    explained = re.findall(r"`([A-Z_]+)`", (DOCS / "reference/settings.md").read_text())

    assert read - set(explained) == set()
    assert set(explained) - read == {"DEMO_PASSWORD", "CHROMIUM"}
