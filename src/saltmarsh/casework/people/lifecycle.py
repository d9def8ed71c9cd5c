"""The words of a fact about a person. Their codes are permanent."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    NAME = "name", _("Name")
    BIRTH = "birth", _("Date of birth or age")
    HOME = "home", _("Address")
    SCHOOL = "school", _("School, college or university")
    EMPLOYER = "employer", _("Employer")
    PHONE = "phone", _("Telephone number")
    EMAIL = "email", _("Email address")
    ONLINE = "online", _("Name used online")


class NameKind(TextChoices):
    USED = "told", _("The name they use")
    BIRTH = "birth", _("Their name at birth")
    OTHER = "other", _("Another name, or another spelling")
    ALIAS = "alias", _("A nickname")


class Source(TextChoices):
    REFERRER = "referrer", _("The referrer")
    PERSON = "person", _("The person or their family")
    AGENCY = "agency", _("Another agency")
    TEAM = "team", _("The team found out")


class Certainty(TextChoices):
    CERTAIN = "certain", _("Certain")
    LIKELY = "likely", _("Likely")
    UNSURE = "unsure", _("Unsure")


class Precision(TextChoices):
    """How much of a date of birth is known."""

    DAY = "day", _("The whole date")
    MONTH = "month", _("Month and year")
    YEAR = "year", _("The year")
    AGE = "age", _("An age on a day")


class Script(TextChoices):
    LATIN = "Latin", _("Latin script")
    ARABIC = "Arabic", _("Arabic script")
    BENGALI = "Bengali", _("Bengali script")
    CYRILLIC = "Cyrillic", _("Cyrillic script")
    TAMIL = "Tamil", _("Tamil script")
    CHINESE = "CJK", _("Chinese script")
    OTHER = "other", _("Another script")
