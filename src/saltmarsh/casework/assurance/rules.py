"""Why a dip sample or a statement cannot be what somebody wants. Pure: no database."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from saltmarsh.casework.assurance.lifecycle import QUESTIONS, Answer

MOST = 25  # cases in one sample: each is read by a person


def barriers_to_drawing(
    *, wanted: int, since: date, until: date, today: date
) -> list[str]:
    found = []
    if not 1 <= wanted <= MOST:
        found.append(_("Draw between 1 and %(most)s cases") % {"most": MOST})
    return found + barriers_to_period(since, until, today)


def barriers_to_period(since: date, until: date, today: date) -> list[str]:
    if until < since:
        return [_("The last day is before the first")]
    return [_("The last day is in the future")] if until > today else []


def barriers_to_checking(
    *, answers: Mapping[str, str], remark: str, had_a_part: bool
) -> list[str]:
    """Return why a check cannot be recorded. had_a_part: whether whoever checks led the
    case or decided about it.
    """
    if had_a_part:
        return [
            _("You led this case or decided about it: somebody else has to read it"),
        ]
    found = []
    unanswered = [code for code in QUESTIONS if answers.get(code) not in Answer.values]
    if unanswered:
        found.append(_("Answer every question"))
    failed = any(answer in {Answer.NO, Answer.PARTLY} for answer in answers.values())
    if failed and not remark.strip():
        found.append(_("Say what is missing where an answer is “no” or “in part”"))
    return found


def barriers_to_confirming(
    *,
    words: Mapping[str, str],
    sections: Collection[str],
    wrote_it: bool,
    is_over: bool,
) -> list[str]:
    """Return why a statement cannot be confirmed. sections: the codes of all. wrote_it:
    whether whoever confirms it wrote it last. is_over: whether its year is.
    """
    found = []
    if not is_over:
        found.append(_("The year of the statement is not over"))
    if any(not words.get(code, "").strip() for code in sections):
        found.append(_("Write about every section first"))
    if wrote_it:
        found.append(_("You wrote it last: somebody else has to confirm it"))
    return found


def nothing_to_draw() -> str:
    return _("No case that you may open was closed in this time: change the days")


def checked_already() -> str:
    return _("Somebody has recorded this already: add to what is there")


def nothing_to_add_to() -> str:
    return _("Enter what you want to add, once the case has been read")


def confirmed_already() -> str:
    return _("It is confirmed and stays as it is: add to it instead")


def written_already() -> str:
    return _("There is a statement about this time already")


def changed_meanwhile() -> str:
    return _(
        "Somebody changed it while you were writing: read it again before you go on"
    )


def in_the_future() -> str:
    return _("The first day is in the future")


def nothing_to_add() -> str:
    return _("Enter what you want to add, once the statement is confirmed")
