from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What can be past its day, in the order in which the page names it."""

    REFERRAL = "referral", _("Next step of a referral")
    FEEDBACK = "feedback", _("The referrer to be told")
    DELIVERY = "delivery", _("Delivery that nobody acknowledged")
    ENQUIRY = "enquiry", _("Request to another partnership")
    RECEIVED = "received", _("Request from another partnership")
    COMPLAINT = "complaint", _("Complaint to be answered")
    CASE = "case", _("Next step of a case")
    TO_TRANSFER = "to_transfer", _("Transfer that the panel decided, to be asked for")
    TRANSFER = "transfer", _("Transfer that the other panel has not answered")
    CARE = "care", _("Referral that health or social care has not answered")
    CONSENT = "consent", _("Consent to be asked for, or support to start")
    FURTHER = "further", _("Further assessment without consent")
    REQUEST = "request", _("Request to a partner for information")
    ACTION = "action", _("Action that the panel gave")
    SUPPORT = "support", _("Action of a support plan")
    LIVE_REVIEW = "live_review", _("Review of a supported case")
    SESSION = "session", _("Session without a report")
    SILENCE = "silence", _("No contact with a supported person")
    REVIEW = "review", _("Review of a case that has ended")
    DIP_CHECK = "dip_check", _("Case of a dip sample to be read")


# What of the clock of a case, `due_for`, has a kind of its own.
OWN_CLOCKS = {
    Kind.TO_TRANSFER: frozenset({"transfer"}),
    Kind.CONSENT: frozenset({"consent", "support"}),
    Kind.LIVE_REVIEW: frozenset({"review"}),
}
# The further assessment is a task of its own, with its own day and owner.
OTHER_CLOCKS = frozenset[str]().union(*OWN_CLOCKS.values()) | {"further"}
