from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.models import Email
from tests.foundation.notices.test_actions import letter


def test_the_nightly_job_erases_what_was_sent_some_days_ago(partnership):
    email = letter(partnership)
    notices.send(partnership, email_id=str(email.pk))
    Email.objects.update(created_at=timezone.now() - timedelta(days=8))

    app.tasks["notices.empty"].func(partnership=str(partnership.pk))

    email.refresh_from_db()
    assert email.to is email.text is None
