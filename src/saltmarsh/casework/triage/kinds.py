"""The words of the desk: kinds of decision, and the codes each may have.

Source: domain reference 2.4 and 8.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.onward.lifecycle import Way


class Kind(TextChoices):
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    WITH_POLICE = "with_police", _("Passed to the police")
    POLICE_OUTCOME = "police_outcome", _("Police outcome recorded")
    MORE_INFORMATION = "more_information", _("More information needed")
    REFERRED_ON = "referred_on", _("Signposted or referred on")
    BELOW_THRESHOLD = "below_threshold", _("Below the threshold")
    SECTION_36 = "section_36", _("Section 36 decision")
    QUALITY = "quality", _("Mistaken, misguided or malicious")
    FEEDBACK = "feedback", _("Feedback to the referrer")
    ASKED_TO_CLOSE = "asked_to_close", _("Asked to close")
    DECLINED_TO_CLOSE = "declined_to_close", _("Declined to close")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Reopened")
    RELEASED = "released", _("Released from the quarantine box")


# After one of these the referrer is told, or there is a reason why not.
OUTCOMES = (Kind.SECTION_36, Kind.BELOW_THRESHOLD, Kind.REFERRED_ON, Kind.QUALITY)


class Deconfliction(TextChoices):
    NO_CONFLICT = "no_conflict", _("No conflict now (this can change at any time)")
    POLICE_MANAGED = "police_managed", _("Managed by the police")
    AWAITED = "awaited", _("Not known yet")


class PoliceOutcome(TextChoices):
    CLEAR = "clear", _("Clear evidence of a concern")
    MAY_EXIST = "may_exist", _("Limited information, but a concern may exist")
    NOT_CHANNEL = "not_channel", _("Not appropriate for Channel")
    NO_CONCERN = "no_concern", _("No concern")
    SIGNPOST = "signpost", _("Another service should help")
    POLICE_LED = "police_led", _("Moved to the police to lead")


class Grounds(TextChoices):
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")


class Quality(TextChoices):
    MISTAKEN = "mistaken", _("Mistaken: about the wrong person or a misunderstanding")
    MISGUIDED = "misguided", _("Misguided: well meant, but no concern for Prevent")
    MALICIOUS = "malicious", _("Malicious: meant to harm")


class Told(TextChoices):
    TOLD = "told", _("Told, without the outcome")
    OUTCOME = "outcome", _("Told the outcome")
    NOT_TOLD = "not_told", _("Not told")


CODES: dict[str, type[TextChoices]] = {
    Kind.POLICE_OUTCOME: PoliceOutcome,
    Kind.SECTION_36: Grounds,
    Kind.REFERRED_ON: Way,
    Kind.QUALITY: Quality,
    Kind.FEEDBACK: Told,
}


def deconfliction_in_words(code: str) -> str:
    """Return what deconfliction found; "" where it was not asked."""
    return str(Deconfliction(code).label) if code else ""


def code_in_words(kind: str, code: str) -> str:
    """Return what the code of a decision says; "" for none."""
    codes = CODES.get(kind)
    return str(codes(code).label) if codes and code else ""
