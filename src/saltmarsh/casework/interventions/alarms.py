"""What rings when nobody has met somebody who is supported for too long."""

import uuid

from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases import queries as overseeing
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.interventions import queries
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.partnerships.models import Partnership


def ring_silent(partnership: Partnership) -> int:
    """Tell the lead of each silent case, and after some days the managers and the chair
    as well; return how many cases were new. What is silent no more is taken away.
    """
    now = timezone.now()
    hush(partnership)
    found = queries.to_tell(partnership, now, queries.SILENT)
    for case in found:
        tell(case, queries.SILENT, case.lead)
    for case in queries.to_tell(partnership, now, queries.ESCALATED):
        contact = queries.contact(case, now)
        if contact and clocks.is_for_managers(partnership, contact.rings_at, now):
            hearing = {*overseeing.overseers(case, now)}
            for member in hearing | {*overseeing.chairs(case, now)}:
                tell(case, queries.ESCALATED, member)
    return len(found)


def hush(partnership: Partnership) -> None:
    """Take away the notices of cases where the silence is over, or support is."""
    silent = queries.silent(partnership, timezone.now())
    loud = queries.told_of(partnership) - set(silent.values_list("pk", flat=True))
    for key in loud:
        quiet(partnership, key)


def quiet(partnership: Partnership, case_id: uuid.UUID) -> None:
    for kind in (queries.SILENT, queries.ESCALATED):
        notices.done(partnership, kind=kind, about_id=case_id)


def tell(case: Case, kind: str, member: Membership) -> None:
    place = cases.place(case)
    notices.tell(case.partnership, kind=kind, place=place, member=member)
