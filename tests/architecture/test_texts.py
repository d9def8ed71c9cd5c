"""The catalogue of texts is the same as the code it came from, and holds them all."""

import ast
from collections.abc import Iterator

from django.conf import settings

from saltmarsh.cli import texts

RENEW = "Run ./saltmarsh extract-texts"


def test_every_text_is_in_the_catalogue():
    assert texts.written(texts.renew()) == texts.catalogue().read_bytes(), RENEW


def test_the_compiled_catalogue_is_up_to_date():
    compiled = texts.catalogue().with_suffix(".mo").read_bytes()

    assert texts.compiled(texts.kept()) == compiled, RENEW


# Whoever gets one of these shows it to somebody.
SHOWN = {"Refused", "Malformed", "ValidationError", "add_error"}
CODE = [path for path in settings.SRC.rglob("*.py") if "cli" not in path.parts]
# A lifecycle names a move to programmers: web/refusals.py says it to visitors.
CODE.remove(settings.SRC / "foundation/workflow/lifecycle.py")


def plain(node: ast.AST) -> bool:
    """Tell whether `node` is words as they stand, which nobody can translate."""
    match node:
        case ast.Constant(value=str(words)):
            return " " in words
        case ast.JoinedStr():
            return True
        case ast.BinOp(left=part) | ast.Starred(value=part):
            return plain(part)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return any(plain(part) for part in parts)
        case ast.IfExp(body=one, orelse=other):
            return plain(one) or plain(other)
    return False


def spoken(tree: ast.AST, *, rules: bool) -> Iterator[ast.AST]:
    """Yield what is shown as it stands; of rules, what they return as reasons."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SHOWN or (rules and name == "append"):
                yield from node.args
        elif rules and isinstance(node, ast.Return | ast.AugAssign) and node.value:
            yield node.value


def test_why_not_is_said_in_a_text_that_can_be_translated():
    found = [
        f"{path.relative_to(settings.SRC)}:{node.lineno}"
        for path in CODE
        for node in spoken(ast.parse(path.read_text()), rules=path.name == "rules.py")
        if plain(node)
    ]

    assert found == []


def test_plain_words_are_found_wherever_they_hide():
    shown = """
raise Refused("No team")
raise Refused(f"No {team}")
form.add_error("code", "Too late %s" % now)
raise ValidationError(["One of two", other] if one else found)
raise Refused(_("No team"), *found)
"""
    found = [
        each.lineno for each in spoken(ast.parse(shown), rules=False) if plain(each)
    ]

    assert found == [2, 3, 4, 5]


GETTEXT = {"_", "gettext", "ngettext", "pgettext", "N_"}


def test_no_text_hides_inside_a_string_where_python_3_11_does_not_find_it():
    """Before Python 3.12 a formatted string is one token, and its texts are missed."""
    found = [
        f"{path.relative_to(settings.SRC)}:{node.lineno}"
        for path in CODE
        for formatted in ast.walk(ast.parse(path.read_text()))
        if isinstance(formatted, ast.JoinedStr)
        for node in ast.walk(formatted)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT
    ]

    assert found == []
