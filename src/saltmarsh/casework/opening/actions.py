"""From a section 36 referral to a case: the one way in."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import queries as held
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.links import queries as linked
from saltmarsh.casework.opening import queries
from saltmarsh.casework.people.models import Person
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage import queries as decisions
from saltmarsh.casework.triage.kinds import Kind
from saltmarsh.casework.triage.queries import Decider
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def open_on(referral: Referral, *, leading: Leading | None, by: Decider) -> Case:
    """Open a case on a referral whose section 36 grounds are met. Where the person has
    one already the referral joins it, and opens it again when it has ended.

    leading: who leads a new case; not asked for where one is joined. Raises Refused
    with the barriers, and StaleReferral.
    """
    referrals.lock(referral, version=by.version)
    if found := queries.barriers(referral):
        raise Refused(*found)
    decision = decisions.latest(referral, Kind.SECTION_36)
    assert decision is not None  # noqa: S101 - the barriers say so
    decided = (decision.created_at, decision.by)
    person_id = one_person(referral, by)
    case = held.of_person(person_id)
    user = by.member.user
    if case is not None:
        cases.join(case, referral=referral, decided=decided, by=user)
    elif leading is None:
        raise Refused(_("Name who leads the case"))
    else:
        case = cases.open_case(
            person_id, referral=referral, decided=decided, leading=leading, by=user
        )
    referrals.change(referral)
    triage.wind(referral)
    return case


def one_person(referral: Referral, by: Decider) -> uuid.UUID:
    """Return the key of the person that the referral is about, held, so that two of
    their referrals do not open two cases; made where nobody linked it before.
    """
    person_id = linked.person_of(referral)
    if person_id is None:
        person_id = links.make_person(referral)
        links.tie(referral, person_id, _("A case was opened on it"), by.member.user)
    Person.objects.select_for_update().get(pk=person_id)
    return person_id
