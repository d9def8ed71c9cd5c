"""A journey through a schema: which page is asked, what is wrong, what is missing.

`answers` is {question: answer} in the shapes of `kinds`, plain JSON. `door` is the
way in: Depth.PUBLIC for the open form, PROFESSIONAL for a signed-in partner (who is
not asked whether this is their job), STAFF for a member of staff who enters what
somebody told (the staff's own pages come first, then the referrer's path).

One page, posted and answered:

    page = answers.page(schema, told, door, slug)
    posted = {name: request.POST.getlist(name) for name in page.inputs}
    cleaned, wrong = answers.problems(page, posted, told)
    if not wrong:
        told = answers.put(schema, told, cleaned)
        following = answers.next_page(schema, told, door, slug)   # None: check
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from saltmarsh.casework.referrals import kinds
from saltmarsh.casework.referrals.conditions import holds
from saltmarsh.casework.referrals.schema import AnyOf, Depth, Page, Question, Schema
from saltmarsh.foundation.refusals import Refused

Answers = Mapping[str, Any]

LARGEST = 200_000  # bytes of all answers together, as JSON


@dataclass(frozen=True)
class Missing:
    """Something that must still be answered: where, which question, and the words."""

    slug: str
    name: str
    message: str


def asked(schema: Schema, answers: Answers, door: Depth) -> tuple[Page, ...]:
    """Return the pages to ask, in order, each with only the questions to ask."""
    return _walk(schema, answers, door)[0]


def relevant(schema: Schema, answers: Answers, door: Depth) -> dict[str, Any]:
    """Return the answers to what is asked: what may be submitted.

    Answers to pages that are no longer asked are left out.
    """
    return _walk(schema, answers, door)[1]


def is_professional(schema: Schema, answers: Answers, door: Depth) -> bool:
    """Say whether the referrer is asked as a professional."""
    return door == Depth.PROFESSIONAL or holds(schema.professional_when, answers)


def page(schema: Schema, answers: Answers, door: Depth, slug: str) -> Page | None:
    """Return the page `slug` as it is asked now; None when it is not asked."""
    pages = asked(schema, answers, door)
    return next((page for page in pages if page.slug == slug), None)


def next_page(schema: Schema, answers: Answers, door: Depth, slug: str) -> Page | None:
    """Return the page asked after `slug`; None when the answers are to be checked.

    `slug` need not be asked any more. Raises StopIteration when no page has it.
    """
    here = _place(schema, slug)
    pages = asked(schema, answers, door)
    return next((page for page in pages if _place(schema, page.slug) > here), None)


def previous_page(
    schema: Schema, answers: Answers, door: Depth, slug: str
) -> Page | None:
    """Return the page asked before `slug`; None when it is the first."""
    here = _place(schema, slug)
    pages = reversed(asked(schema, answers, door))
    return next((page for page in pages if _place(schema, page.slug) < here), None)


def problems(
    page: Page, posted: kinds.Posted, answers: Answers | None = None
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what was answered on `page`, and {question: what is wrong with it}.

    posted: {input: text or list of texts} of inputs of this page alone.
    answers: those given so far, for rules over more than one page.
    The first has every question without a problem; None means no answer.
    Raises Refused when `posted` has an input that the page does not ask for.
    """
    if unknown := sorted(set(posted) - set(page.inputs)):
        raise Refused(_("This page does not ask for “%s”.") % unknown[0][:60])
    cleaned: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for question in page.questions:
        try:
            cleaned[question.name] = kinds.clean(question, posted)
        except kinds.Problem as problem:
            wrong[question.name] = str(problem)
    # What was typed wrongly was typed: nothing is missing there.
    given = {**(answers or {}), **cleaned, **wrong}
    missing = {gap.name: gap.message for gap in _gaps(page, given)}
    return cleaned, missing | wrong


def put(schema: Schema, answers: Answers, cleaned: Answers) -> dict[str, Any]:
    """Return `answers` with those of one page put in; None takes an answer out.

    Raises Refused for a question that the schema does not have, and when all
    answers together have become too long to keep.
    """
    if unknown := sorted(cleaned.keys() - schema.questions.keys()):
        raise Refused(_("This form does not ask for “%s”.") % unknown[0][:60])
    both = {**answers, **cleaned}
    kept = {name: answer for name, answer in both.items() if answer is not None}
    if len(json.dumps(kept, ensure_ascii=False).encode(errors="replace")) > LARGEST:
        raise Refused(_("Your answers are too long altogether. Make some shorter."))
    return kept


def check(schema: Schema, answers: Answers) -> None:
    """Raise Refused unless each answer is one that the form itself could have given."""
    put(schema, {}, answers)
    for name, answer in answers.items():
        question = schema.questions[name]
        try:
            sound = kinds.clean(question, kinds.typed(question, answer)) == answer
        except (kinds.Problem, AttributeError, TypeError):
            sound = False
        if not sound:
            raise Refused(_("“%s” has an answer that cannot be right.") % name)


def complete(schema: Schema, answers: Answers, door: Depth) -> list[Missing]:
    """Return what must still be answered, in page order; empty when nothing."""
    return finished(schema, answers, door)[1]


def finished(
    schema: Schema, answers: Answers, door: Depth
) -> tuple[dict[str, Any], list[Missing]]:
    """Return what `relevant` and `complete` return, from one walk."""
    pages, kept = _walk(schema, answers, door)
    return kept, [gap for page in pages for gap in _gaps(page, kept)]


def apart(schema: Schema, answers: Answers) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the answers of the referral, and those to be sealed with the referrer."""
    referral: dict[str, Any] = {}
    referrer: dict[str, Any] = {}
    for name, answer in answers.items():
        (referrer if schema.questions[name].apart else referral)[name] = answer
    return referral, referrer


def _walk(
    schema: Schema, answers: Answers, door: Depth
) -> tuple[tuple[Page, ...], dict[str, Any]]:
    """Return the pages asked and the answers to them.

    A condition sees only answers to pages that were asked before its own.
    """
    steer = schema.professional_when
    kept = {steer.question: steer.value} if door == Depth.PROFESSIONAL else {}
    depths = _depths(schema, kept, door)
    pages = []
    for page in schema.pages:
        if not _is_asked(page, kept, depths):
            continue
        here = tuple(
            [
                question
                for question in page.questions
                if _is_asked(question, kept, depths) and question.name not in kept
            ]
        )
        if here or not page.questions:
            whole = len(here) == len(page.questions)
            pages.append(page if whole else replace(page, questions=here))
            names = [question.name for question in here if question.name in answers]
            kept |= {name: answers[name] for name in names}
            if steer.question in names:
                depths = _depths(schema, kept, door)
    return tuple(pages), kept


def _depths(schema: Schema, kept: Answers, door: Depth) -> tuple[Depth, ...]:
    professional = is_professional(schema, kept, door)
    own = Depth.PROFESSIONAL if professional else Depth.PUBLIC
    return (Depth.BOTH, own, Depth.STAFF) if door == Depth.STAFF else (Depth.BOTH, own)


def _is_asked(part: Page | Question, kept: Answers, depths: tuple[Depth, ...]) -> bool:
    return part.depth in depths and (part.when is None or holds(part.when, kept))


def _place(schema: Schema, slug: str) -> int:
    return next(place for place, page in enumerate(schema.pages) if page.slug == slug)


def _gaps(page: Page, answers: Answers) -> list[Missing]:
    gaps = [
        Missing(page.slug, question.name, str(question.missing))
        for question in page.questions
        if question.required and answers.get(question.name) is None
    ]
    for rule in page.any_of:
        if all(answers.get(name) is None for name in rule.of):
            gaps.append(Missing(page.slug, _shown_at(page, rule), str(rule.missing)))
    return gaps


def _shown_at(page: Page, rule: AnyOf) -> str:
    """Return the first question of the page that would satisfy `rule`."""
    names = [question.name for question in page.questions]
    return next((name for name in names if name in rule.of), names[0])
