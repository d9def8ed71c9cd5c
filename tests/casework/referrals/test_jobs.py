from django.utils import timezone

from saltmarsh.casework.referrals import jobs
from tests.factories.casework import make_draft


def test_the_nightly_job_forgets_what_is_over(partnership):
    make_draft(partnership)
    partnership.drafts.update(expires_at=timezone.now(), secret_until=timezone.now())

    jobs.expire_drafts(str(partnership.pk))

    assert not partnership.drafts.exists()
