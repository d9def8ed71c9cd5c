"""The sections of an annual assurance statement, and the figures of each.

What the Act asks stands with its section; source: Counter-Terrorism and Security Act
2015, sections 36 to 38. Nothing is scored: a figure is a count of records, and each
record can be opened from it. What the reader may not open is not counted.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.assurance import evidence as of
from saltmarsh.casework.assurance.evidence import Evidence, Finder, Year
from saltmarsh.casework.cases.clocks import Period
from saltmarsh.casework.consents.lifecycle import State as Consent
from saltmarsh.casework.exits.lifecycle import Held
from saltmarsh.casework.gathering.lifecycle import Answer
from saltmarsh.casework.meetings.lifecycle import Side
from saltmarsh.casework.panels.lifecycle import Mode, Outcome, Taken
from saltmarsh.foundation.accounts.models import Membership


@dataclass(frozen=True)
class Figure:
    """One count. is_worry: whether it should be none, and stands out where it is not."""

    code: str
    words: Any
    find: Finder
    is_worry: bool = False


def worry(code: str, words: Any, find: Finder) -> Figure:
    return Figure(code, words, find, is_worry=True)


@dataclass(frozen=True)
class Section:
    """What the statement says something about. asks: what the Act asks for."""

    code: str
    title: Any
    asks: Any
    figures: list[Figure] = field(default_factory=list)


REFERRALS = Section(
    "panel",
    _("A panel is in place, and people are referred to it: section 36(1) to (3)"),
    _(
        "Each local authority must ensure that a panel is in place. A person is referred "
        "by a chief officer of police or a local authority, on reasonable grounds to "
        "believe that they are vulnerable to being drawn into terrorism."
    ),
    [
        Figure("referred", _("Section 36 referrals, grounds met"), of.referred),
        Figure("meetings", _("Meetings of the panel"), of.held_meetings),
        Figure("decisions", _("Decisions about a case"), of.decided()),
    ],
)
SUPPORT = Section(
    "support",
    _("Plans, consent and support: section 36(4) and (5)"),
    _(
        "The panel prepares a support plan, arranges support if consent is given, keeps "
        "it under review, and makes further assessments where consent is refused or "
        "withdrawn or support is withdrawn. A plan states how, when and by whom consent "
        "is asked for, the nature of the support, who is responsible, and how and when "
        "it is given."
    ),
    [
        Figure("adopted", _("Cases adopted"), of.OUTCOMES[Outcome.ADOPTED]),
        Figure("plans", _("Plans prepared or revised"), of.planned),
        worry("no_plan", _("Adopted, without a plan"), of.without_plan),
        Figure("asked", _("Consent asked for"), of.asked()),
        Figure("refused", _("Consent refused"), of.asked(state=Consent.REFUSED)),
        Figure("withdrawn", _("Consent withdrawn"), of.withdrawn),
        Figure("started", _("Support started"), of.started),
        Figure("reviewed", _("Reviews of support held"), of.reviewed),
        worry("gaps", _("Supported now, with a need left open"), of.with_gaps),
        Figure("further", _("Further assessments made"), of.further(is_done=True)),
        worry(
            "further_late",
            _("Further assessments past their day"),
            of.further(is_done=False),
        ),
    ],
)
CARE = Section(
    "care",
    _("Health or social care where there is no support: section 36(6)"),
    _(
        "If no support is given, the panel must consider a referral to health or social "
        "care, and make arrangements where that is appropriate."
    ),
    [
        Figure("not_adopted", _("Cases not adopted"), of.OUTCOMES[Outcome.NOT_ADOPTED]),
        Figure("care_accepted", _("Referred, accepted"), of.cared_for(Taken.ACCEPTED)),
        Figure("care_declined", _("Referred, declined"), of.cared_for(Taken.DECLINED)),
        Figure("care_waiting", _("Referred, no answer yet"), of.cared_for(Taken.SENT)),
    ],
)
MEMBERS = Section(
    "members",
    _("Who sits, and how it is decided: section 37"),
    _(
        "The local authority chairs. At a meeting that discusses a person, the police "
        "force for the area where they live must be present. Decisions are unanimous, "
        "else by majority, else the chair’s."
    ),
    [
        Figure("police", _("Meetings with the police"), of.attended_by(Side.POLICE)),
        Figure("others", _("Meetings with other agencies"), of.attended_by(Side.OTHER)),
        Figure("unanimous", _("Decided unanimously"), of.MODES[Mode.UNANIMOUS]),
        Figure("majority", _("Decided by majority"), of.MODES[Mode.MAJORITY]),
        Figure("chair", _("Decided by the chair"), of.MODES[Mode.CHAIR]),
        Figure("no_home", _("Home not known"), of.decided(home_is_known=False)),
        worry("unapproved", _("Minutes not approved"), of.unapproved),
    ],
)
PARTNERS = Section(
    "partners",
    _("Partners co-operate: section 38"),
    _(
        "The partners that Schedule 7 names must co-operate with the panel, and give "
        "information, so far as that is compatible with their other functions. Nothing "
        "authorises what data protection law forbids."
    ),
    [
        Figure("requests", _("Requests sent to partners"), of.requested()),
        Figure("replies", _("Answered with a reply"), of.ANSWERS[Answer.REPLY]),
        Figure("nil", _("Answered: nothing known"), of.ANSWERS[Answer.NIL]),
        Figure("declined", _("Refused, with a reason"), of.ANSWERS[Answer.REFUSED]),
        worry("unanswered", _("Past their day, no answer"), of.unanswered),
    ],
)
AFTER = Section(
    "after",
    _("After a case is closed"),
    _("Every closed case is looked at again after 6 and 12 months."),
    [
        Figure("to_close", _("Closing decided"), of.OUTCOMES[Outcome.CLOSE]),
        Figure("closed", _("Cases closed"), of.closed),
        Figure("held", _("Reviews held"), of.looked_back(Held.NO_CONCERN, Held.REOPEN)),
        Figure("explained", _("Not held, explained"), of.looked_back(Held.EXPLAINED)),
        worry("overdue", _("Reviews overdue"), of.looked_back(Held.DUE)),
        Figure("dip_read", _("Dip sample: cases read"), of.dipped(is_read=True)),
        worry("dip_waiting", _("Dip sample: not read"), of.dipped(is_read=False)),
    ],
)
OTHER = Section(
    "other",
    _("Sections 39 to 41, and anything else"),
    _(
        "There are no figures for this: say in words how it is met, and what comes next."
    ),
)
SECTIONS = [REFERRALS, SUPPORT, CARE, MEMBERS, PARTNERS, AFTER, OTHER]
FIGURES = {figure.code: figure for section in SECTIONS for figure in section.figures}


def counted(member: Membership, now: datetime, period: Period) -> dict[str, int]:
    """Return every figure of the period as far as `member` may open its records."""
    year = Year(member, now, period)
    return {code: len(figure.find(year)) for code, figure in FIGURES.items()}


def evidence(
    code: str, member: Membership, now: datetime, period: Period
) -> list[Evidence]:
    """Return the records behind one figure, in the order of their days."""
    return FIGURES[code].find(Year(member, now, period))
