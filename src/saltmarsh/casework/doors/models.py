from django.db import models

from saltmarsh.casework.routing.models import Link
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Code(Owned):
    """A single-use code, sent to the registered mailbox, and the browser it is for.

    browser: what the browser's cookie is looked up by. Once entered, the browser
    may open the delivery until `open_until`.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    link = models.ForeignKey(Link, models.PROTECT, related_name="codes")
    look_up = models.BinaryField()
    browser = models.BinaryField()
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    open_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "browser"], name="code_browser")]
