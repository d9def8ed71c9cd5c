"""When a page or a question is asked: a small language of conditions, as data.

    {"question": "anonymous", "is": "yes"}
    {"any": [condition, …]}    {"all": [condition, …]}    {"not": condition}

A question that was not asked or not answered is nothing, so `is` is false of it.
Of a question with several answers, `is` means that the value is among them.
Evaluated on the server only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

MOST_DEEP = 4
MOST_PARTS = 12


class Malformed(ValueError):
    """A document that is no schema. The argument says what is wrong, and where."""


@dataclass(frozen=True)
class Is:
    """True when `question` was answered with `value`."""

    question: str
    value: str


@dataclass(frozen=True)
class Many:
    """True when one of `parts` holds ("any"), or each of them ("all")."""

    how: str
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """True when `part` does not hold."""

    part: "Condition"


Condition = Is | Many | Not


def read(data: Any, *, deep: int = 1) -> Condition:
    """Return the condition that `data` writes down.

    Raises Malformed, naming what is wrong, for anything else.
    """
    if deep > MOST_DEEP:
        raise Malformed(
            _("a condition may be at most %(deep)s deep") % {"deep": MOST_DEEP}
        )
    if not isinstance(data, dict):
        raise Malformed(_("a condition must be an object"))
    if set(data) == {"question", "is"}:
        return _read_is(data["question"], data["is"])
    if set(data) == {"not"}:
        return Not(read(data["not"], deep=deep + 1))
    if set(data) in ({"any"}, {"all"}):
        return _read_many(data, deep)
    raise Malformed(
        _("a condition is “question” and “is”, or one of “any”, “all”, “not”")
    )


def _read_is(question: Any, value: Any) -> Is:
    if not isinstance(question, str) or not isinstance(value, str):
        raise Malformed(_("“question” and “is” of a condition must be texts"))
    return Is(question, value)


def _read_many(data: dict[str, Any], deep: int) -> Many:
    ((how, parts),) = data.items()
    if not isinstance(parts, list) or not 1 <= len(parts) <= MOST_PARTS:
        raise Malformed(
            _("“%(how)s” must be a list of 1 to %(parts)s conditions")
            % {"how": how, "parts": MOST_PARTS}
        )
    return Many(how, tuple(read(part, deep=deep + 1) for part in parts))


def write(condition: Condition) -> dict[str, Any]:
    """Return `condition` as the data that `read` takes."""
    if isinstance(condition, Is):
        return {"question": condition.question, "is": condition.value}
    if isinstance(condition, Not):
        return {"not": write(condition.part)}
    return {condition.how: [write(part) for part in condition.parts]}


def holds(condition: Condition | None, answers: Mapping[str, Any]) -> bool:
    """Say whether `condition` is true of `answers`; no condition always is."""
    if condition is None:
        return True
    if isinstance(condition, Is):
        answer = answers.get(condition.question)
        if isinstance(answer, list):
            return condition.value in answer
        return answer == condition.value
    if isinstance(condition, Not):
        return not holds(condition.part, answers)
    quantifier = any if condition.how == "any" else all
    return quantifier(holds(part, answers) for part in condition.parts)


def leaves(condition: Condition | None) -> Iterator[Is]:
    """Yield every `Is` in `condition`."""
    if isinstance(condition, Is):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    elif condition is not None:
        for part in condition.parts:
            yield from leaves(part)
