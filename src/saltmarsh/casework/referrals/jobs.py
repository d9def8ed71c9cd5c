from django.utils import timezone

from saltmarsh.casework.referrals import drafts
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("referrals.expire_drafts")
def expire_drafts(partnership: Partnership) -> None:
    while drafts.expire(partnership, timezone.now()):
        continue
