from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.assessments import queries, rules
from saltmarsh.casework.assessments.models import Addendum, Assessment, Need
from saltmarsh.casework.assessments.rules import WORDS, Assessed
from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.panels.models import PanelDecision
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def record(
    case: Case,
    *,
    assessed: Assessed,
    decision: PanelDecision | None = None,
    version: int | None = None,
    by: Membership,
) -> Assessment:
    """Record that the person was assessed, and each need that was named.

    decision: which one it is said to support; None for the panel's next one. Raises
    Refused with the barriers, and StaleCase.
    """
    cases.lock(case, version=version)
    found = rules.barriers_to_recording(
        assessed, is_first=queries.is_first(case), today=timezone.localdate()
    )
    if found:
        raise Refused(*found)
    made = Assessment(
        partnership_id=case.partnership_id,
        case=case,
        decision=decision,
        made_on=assessed.made_on,
        by=by.user,
    )
    made.words = {name: assessed.words.get(name, "") for name in WORDS}
    made.save()
    name_needs(made, assessed)
    cases.change(case)
    note("case.assessed", made, by)
    return made


def name_needs(made: Assessment, assessed: Assessed) -> None:
    named = [text.strip() for text in assessed.needs if text.strip()]
    for position, text in enumerate(named):
        need = Need(
            partnership_id=made.partnership_id,
            case=made.case,
            assessment=made,
            position=position,
        )
        need.text = text
        need.save()


@transaction.atomic
def add(assessment: Assessment, *, text: str, by: Membership) -> Addendum:
    """Add to an assessment what is known since. What it says stays."""
    if found := rules.barriers_to_adding(text):
        raise Refused(*found)
    made = Addendum(
        partnership_id=assessment.partnership_id,
        case_id=assessment.case_id,
        assessment=assessment,
        by=by.user,
    )
    made.text = text
    made.save()
    note("case.assessment_added_to", assessment, by)
    return made


def note(name: str, made: Assessment, by: Membership) -> None:
    audit.note(
        name,
        partnership_id=made.partnership_id,
        about=("assessments.Assessment", [made.pk, made.case_id]),
        by=by.user_id,
    )
