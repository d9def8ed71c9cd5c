"""Every setting of a partnership, gathered from the rooms that declare them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.assurance import queries as assurance
from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.complaints import queries as complaints
from saltmarsh.casework.desks import queries as desks
from saltmarsh.casework.exits import queries as exits
from saltmarsh.casework.gathering import queries as gathering
from saltmarsh.casework.interventions import queries as interventions
from saltmarsh.casework.meetings import queries as meetings
from saltmarsh.casework.neighbours import queries as neighbours
from saltmarsh.casework.packs import queries as packs
from saltmarsh.casework.panels import queries as panels
from saltmarsh.casework.referrals import queries as referrals
from saltmarsh.casework.routing import queries as routing
from saltmarsh.casework.search import queries as search
from saltmarsh.casework.transfers import queries as transfers
from saltmarsh.casework.triage import queries as triage
from saltmarsh.community.content import queries as content
from saltmarsh.foundation.documents import queries as documents
from saltmarsh.foundation.notices import queries as notices
from saltmarsh.foundation.partnerships.queries import Setting
from saltmarsh.foundation.retention import queries as retention


@dataclass(frozen=True)
class Group:
    """Settings that are changed together, on one page.

    barriers: returns what is wrong with the answers taken together, {key: why}.
    """

    slug: str
    title: Any
    text: Any
    settings: list[Setting]
    barriers: Callable[[Mapping[str, Any]], dict[str, str]] = lambda _answers: {}


BETWEEN = Group(
    "neighbours",
    _("Requests between partnerships"),
    _("Whether you answer them, and when they end. None is law."),
    [*neighbours.SETTINGS, *transfers.SETTINGS],
)

SEARCHING = Group(
    "search",
    _("Search for a person"),
    _("How often one member may search."),
    search.SETTINGS,
)
PARTNERS = Group(
    "gathering",
    _("Requests to partners for information"),
    _("What each kind of partner is asked, on which lawful basis, and how long."),
    gathering.SETTINGS,
)
CLOCKS = [
    *triage.SETTINGS,
    *cases.SETTINGS,
    *gathering.CLOCKS,
    *panels.SETTINGS,
    *complaints.SETTINGS,
    *interventions.SETTINGS,
    *meetings.SETTINGS,
    *exits.SETTINGS,
    *transfers.CLOCKS,
    *assurance.SETTINGS,
]
PAPERS = Group(
    "papers",
    _("Panel papers"),
    _("In which shape they can be read."),
    packs.SETTINGS,
)
DOCUMENTS = Group(
    "documents",
    _("Documents"),
    _("How large, how many, and who to ring before something is sent."),
    documents.SETTINGS,
)


def groups() -> list[Group]:
    """Return every group, in the order of the page."""
    return [
        Group(
            "pages",
            _("Words, numbers and links on the public pages"),
            _("What is empty is left out of the pages."),
            content.SETTINGS,
        ),
        Group(
            "clocks",
            _("Clocks"),
            _("How long each step may take before it is overdue. None is law."),
            CLOCKS,
        ),
        Group(
            "form",
            _("The referral form"),
            _("How long unsent answers are kept, and the way out."),
            referrals.SETTINGS,
        ),
        Group(
            "routing",
            _("Deliveries and e-mails"),
            _("Reminders, links and the outbox."),
            [*desks.SETTINGS, *routing.SETTINGS, *notices.SETTINGS],
        ),
        SEARCHING,
        *(BETWEEN, PARTNERS, PAPERS, DOCUMENTS),
        Group(
            "retention",
            _("How long things are kept"),
            _(
                "No period has a default: your authority decides each. When it is over, "
                "a person looks whether to keep the record any longer."
            ),
            retention.periods(),
            retention.too_long,
        ),
    ]
