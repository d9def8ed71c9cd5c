import uuid

from django.db import transaction

from saltmarsh.casework.inbox import rules
from saltmarsh.casework.inbox.models import SavedFilter
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def save(member: Membership, *, criteria: dict[str, str]) -> SavedFilter:
    """Keep a filter for `member`; the same one is kept once. Raises Refused."""
    held = member.saved_filters.filter(criteria=criteria).first()
    if held is not None:
        return held
    kept = member.saved_filters.count()
    if found := rules.barriers_to_saving(kept=kept, criteria=criteria):
        raise Refused(*found)
    saved = SavedFilter.objects.create(
        partnership_id=member.partnership_id, member=member, criteria=criteria
    )
    audit.record("filter.saved", saved, by=member.user_id)
    return saved


@transaction.atomic
def remove(member: Membership, *, filter_id: uuid.UUID) -> None:
    """Forget one of `member`'s own filters; none of anybody else's."""
    for held in member.saved_filters.filter(pk=filter_id):
        audit.record("filter.removed", held, by=member.user_id)
        held.delete()
