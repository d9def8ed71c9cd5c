from saltmarsh.casework.onward.models import OnwardReferral
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.prepared import Prepared

ASKED: Prepared[OnwardReferral] = Prepared(
    lambda referral: OnwardReferral.objects.filter(referral=referral).order_by(
        "created_at"
    )
)


def asked_for(referral: Referral) -> list[OnwardReferral]:
    """Return the services that were asked to help, the first one first."""
    return ASKED.all(referral=referral.pk)
