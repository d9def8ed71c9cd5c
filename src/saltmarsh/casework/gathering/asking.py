"""What each kind of partner is asked, as shipped: the least that a panel needs.

A partnership can put its own questions in their place, in its settings.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.gathering.lifecycle import Sector

PURPOSE = _(
    "So that the Channel panel can consider whether this person needs support, and "
    "which."
)
# As the published privacy notices of councils put it: domain reference 2.6. An
# authority reads it and sets its own.
BASIS = _(
    "Public task, UK GDPR Article 6(1)(e), with the Counter-Terrorism and Security Act "
    "2015; substantial public interest, UK GDPR Article 9(2)(g), with the Data "
    "Protection Act 2018, Schedule 1: safeguarding of children and of individuals at "
    "risk."
)
KNOWN = _("Do you know this person now, and in what way?")
SEEN = _("What have you seen or heard yourself that worries you, and when?")
SUPPORT = _("What support do they have from you now, or are they waiting for?")
SAFETY = _("Is there anything about somebody’s safety that the panel must know?")
OTHERS = _("Who else works with them whom we should ask?")


@dataclass(frozen=True)
class Template:
    """What a partner of one sector is asked, and what they are to leave out."""

    questions: tuple[Any, ...]
    leave_out: Any


TEMPLATES = {
    Sector.SCHOOL: Template(
        (
            _("Is this person on your roll, and who there knows them best?"),
            SEEN,
            _("What support do you give them now, and does it help?"),
            OTHERS,
        ),
        _("Whole files, marks, and anything about other pupils or students."),
    ),
    Sector.HEALTH: Template(
        (
            _("Is this person known to your service now?"),
            SUPPORT,
            SAFETY,
            _("What should those who support them know about how to do it well?"),
        ),
        _("Clinical notes, test results and history that no question asks for."),
    ),
    Sector.SOCIAL_CARE: Template(
        (
            _("Is there an open plan or assessment for this person or their family?"),
            SAFETY,
            SUPPORT,
            _("Who holds parental responsibility, if this person is under 18?"),
        ),
        _("Whole assessments, and anything about relatives that no question asks for."),
    ),
    Sector.HOUSING: Template(
        (
            _("Is this person your tenant, or do they live with one?"),
            _("Is their home at risk, and is something being done about it?"),
            SEEN,
        ),
        _("Rent accounts, and anything about neighbours that no question asks for."),
    ),
    Sector.PROBATION: Template(
        (
            _("Do you supervise this person now, and until when?"),
            _("Are there conditions that support must fit with?"),
            SAFETY,
            OTHERS,
        ),
        _("Whole reports, and offences that no question asks for."),
    ),
    Sector.YOUTH_JUSTICE: Template(
        (
            _("Do you work with this person now, and until when?"),
            SUPPORT,
            SAFETY,
            OTHERS,
        ),
        _("Whole assessments, and offences that no question asks for."),
    ),
    Sector.POLICE: Template(
        (
            _("Is there anything that the panel must know to keep somebody safe?"),
            _("Is there anything that support must fit with?"),
        ),
        _("Intelligence, its sources, and how anything came to be known."),
    ),
    Sector.OTHER: Template(
        (KNOWN, SEEN, SUPPORT, OTHERS),
        _("Whole files, and anything about other people."),
    ),
}


def questions_of(sector: str) -> str:
    """Return the questions that come with the product, one on each line."""
    return "\n".join(str(each) for each in TEMPLATES[Sector(sector)].questions)
