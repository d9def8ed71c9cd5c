"""Whether the parts of a schema fit together.

A condition may ask only about earlier pages: so every page can be reached, the
pages are asked in the order in which they stand, and no condition goes in circles.
"""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

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
            raise Malformed(
                _("page “%(slug)s”: no section “%(section)s”")
                % {"slug": page.slug, "section": page.section}
            )
        _check_page(page, earlier)
        earlier |= {asked.name: asked for asked in page.questions}
    _refuse_twins("identity", (asked.identity for asked in schema.questions.values()))


def _check_dates(schema: Schema) -> None:
    if not schema.is_effective(schema.effective_from):
        raise Malformed(_("“effective_to” is before “effective_from”"))


def _refuse_twins(what: str, names: Iterable[str | None]) -> None:
    for name, times in Counter(names).items():
        if name is not None and times > 1:
            raise Malformed(
                _("%(what)s “%(name)s” is there %(times)s times")
                % {"what": what, "name": name, "times": times}
            )


def _check_steer(schema: Schema) -> None:
    steer = schema.professional_when
    question = schema.questions.get(steer.question)
    if question is None or steer.value not in question.labels:
        raise Malformed(_("“professional_when” asks about no question or answer here"))
    page = schema.page_of(question.name)
    if not question.required or page.when or page.depth != Depth.BOTH:
        raise Malformed(
            _("page “%(slug)s”: its answer steers, so all must give it")
            % {"slug": page.slug}
        )


def _check_page(page: Page, earlier: dict[str, Question]) -> None:
    where = _("page “%(slug)s”") % {"slug": page.slug}
    if not (page.questions or page.body):
        raise Malformed(
            _("%(where)s: asks nothing and says nothing") % {"where": where}
        )
    for condition in (page.when, *(asked.when for asked in page.questions)):
        for leaf in conditions.leaves(condition):
            _check_leaf(leaf, earlier, where)
    for question in page.questions:
        _check_question(question, f"{where}: question “{question.name}”")
    known = earlier.keys() | {asked.name for asked in page.questions}
    for rule in page.any_of:
        if not rule.of or not set(rule.of) <= known:
            raise Malformed(
                _("%(where)s: “any_of” names no question of an earlier page")
                % {"where": where}
            )


def _check_leaf(leaf: conditions.Is, earlier: dict[str, Question], where: str) -> None:
    question = earlier.get(leaf.question)
    if question is None:
        raise Malformed(
            _("%(where)s: no earlier page asks “%(question)s”")
            % {"where": where, "question": leaf.question}
        )
    if question.kind not in STEERING or leaf.value not in question.labels:
        raise Malformed(
            _("%(where)s: “%(question)s” is never “%(value)s”")
            % {"where": where, "question": leaf.question, "value": leaf.value}
        )


def _check_question(question: Question, where: str) -> None:
    part = question.identity
    if part and question.kind not in ({KINDS[part]} if part in KINDS else WRITTEN):
        raise Malformed(
            _("%(where)s: “%(kind)s” cannot give “%(part)s”")
            % {"where": where, "kind": question.kind, "part": part}
        )
    if part and question.whose != Whose.PERSON:
        raise Malformed(
            _("%(where)s: an identity is the person’s own") % {"where": where}
        )
    if question.autocomplete and question.whose != Whose.REFERRER:
        raise Malformed(
            _("%(where)s: “autocomplete” is for what is about the referrer")
            % {"where": where}
        )
    if (question.past or question.exact) and question.kind != Kind.DATE:
        raise Malformed(
            _("%(where)s: only a date can be “past” or “exact”") % {"where": where}
        )
