from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from saltmarsh.casework.doors import actions as doors
from saltmarsh.casework.doors import queries
from saltmarsh.casework.doors.models import Code
from saltmarsh.casework.routing import actions as routing
from tests.factories.casework import make_referral
from tests.factories.routing import DeskFactory, default_rule


def test_the_nightly_job_deletes_old_codes(partnership):
    default_rule(partnership, DeskFactory(partnership=partnership))
    [delivery] = routing.queue(make_referral(partnership), age=None, area=None)
    doors.send_code(queries.link_at(partnership, routing.new_link(delivery)))
    Code.objects.update(expires_at=timezone.now() - timedelta(days=2))

    app.tasks["doors.expire"].func(partnership=str(partnership.pk))

    assert not Code.objects.exists()
