from django.db import models

from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Person(Owned):
    """Someone whom one or more referrals are about. A bare record: it holds nothing
    but the fact that they are one person.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="people")
