"""Whether the parts of a schema fit together.

A condition may ask only about earlier pages: so every page can be reached, the
pages are asked in the order in which they stand, and no condition goes in circles.
"""

from collections import Counter
from collections.abc import Iterable

from saltmarsh.casework.referrals import conditions
from saltmarsh.casework.referrals.conditions import Malformed
from saltmarsh.casework.referrals.schema import (
    Depth,
    Identity,
    Kind,
    Page,
    Question,
    Schema,
    Whose,
)

STEERING = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.YES_NO_UNKNOWN})
KINDS = {
    Identity.DATE_OF_BIRTH: Kind.DATE,
    Identity.AGE: Kind.AGE,
    Identity.ADDRESS: Kind.ADDRESS,
}
WRITTEN = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.PHONE})


def check(schema: Schema) -> None:
    """Raise Malformed, saying where, when the parts of `schema` do not fit."""
    _check_dates(schema)
    _refuse_twins("page", (page.slug for page in schema.pages))
    _refuse_twins(
        "question", (asked.name for page in schema.pages for asked in page.questions)
    )
    _check_steer(schema)
    sections = {section.name for section in schema.sections}
    earlier: dict[str, Question] = {}
    for page in schema.pages:
        if page.section not in sections:
            raise Malformed(f"page “{page.slug}”: no section “{page.section}”")
        _check_page(page, earlier)
        earlier |= {asked.name: asked for asked in page.questions}
    _refuse_twins("identity", (asked.identity for asked in schema.questions.values()))


def _check_dates(schema: Schema) -> None:
    if not schema.is_effective(schema.effective_from):
        raise Malformed("“effective_to” is before “effective_from”")


def _refuse_twins(what: str, names: Iterable[str | None]) -> None:
    for name, times in Counter(names).items():
        if name is not None and times > 1:
            raise Malformed(f"{what} “{name}” is there {times} times")


def _check_steer(schema: Schema) -> None:
    steer = schema.professional_when
    question = schema.questions.get(steer.question)
    if question is None or steer.value not in question.labels:
        raise Malformed("“professional_when” asks about no question or answer here")
    page = schema.page_of(question.name)
    if not question.required or page.when or page.depth != Depth.BOTH:
        raise Malformed(f"page “{page.slug}”: its answer steers, so all must give it")


def _check_page(page: Page, earlier: dict[str, Question]) -> None:
    where = f"page “{page.slug}”"
    if not (page.questions or page.body):
        raise Malformed(f"{where}: asks nothing and says nothing")
    for condition in (page.when, *(asked.when for asked in page.questions)):
        for leaf in conditions.leaves(condition):
            _check_leaf(leaf, earlier, where)
    for question in page.questions:
        _check_question(question, f"{where}: question “{question.name}”")
    known = earlier.keys() | {asked.name for asked in page.questions}
    for rule in page.any_of:
        if not rule.of or not set(rule.of) <= known:
            raise Malformed(f"{where}: “any_of” names no question of an earlier page")


def _check_leaf(leaf: conditions.Is, earlier: dict[str, Question], where: str) -> None:
    question = earlier.get(leaf.question)
    if question is None:
        raise Malformed(f"{where}: no earlier page asks “{leaf.question}”")
    if question.kind not in STEERING or leaf.value not in question.labels:
        raise Malformed(f"{where}: “{leaf.question}” is never “{leaf.value}”")


def _check_question(question: Question, where: str) -> None:
    part = question.identity
    if part and question.kind not in ({KINDS[part]} if part in KINDS else WRITTEN):
        raise Malformed(f"{where}: “{question.kind}” cannot give “{part}”")
    if part and question.whose != Whose.PERSON:
        raise Malformed(f"{where}: an identity is the person’s own")
    if question.autocomplete and question.whose != Whose.REFERRER:
        raise Malformed(f"{where}: “autocomplete” is for what is about the referrer")
    if (question.past or question.exact) and question.kind != Kind.DATE:
        raise Malformed(f"{where}: only a date can be “past” or “exact”")
