from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.routing import queries, rules
from saltmarsh.casework.routing.models import Delivery
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import working


@transaction.atomic
def queue(referral: Referral, *, age: int | None, area: str) -> list[Delivery]:
    """Queue the referral's delivery to each desk that the first fitting rule names.

    age: in whole years, None when not known. area: a postcode or its district, ""
    when not known. The worker then sends the notices.
    """
    now = timezone.now()
    rows = queries.destinations(referral.partnership, age=age, area=area)
    found = [
        Delivery(
            partnership_id=referral.partnership_id,
            referral=referral,
            desk=row.desk,
            due_at=(due := rules.due(now, within=row.desk.within, unit=row.desk.unit)),
            rings_at=due,
        )
        for row in rows
    ]
    Delivery.objects.bulk_create(found)
    audit.note(
        "delivery.queued",
        partnership_id=referral.partnership_id,
        about=("routing.Delivery", [referral.pk, *(one.pk for one in found)]),
        by=None,
        by_kind="system",
    )
    working.later("routing.send", referral.partnership_id, referral=referral.pk)
    return found
