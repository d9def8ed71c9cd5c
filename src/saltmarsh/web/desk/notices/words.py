"""What each kind of notice says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "delivery.new": _("A referral was sent to your desk"),
    "delivery.late": _("A delivery has not been acknowledged in time"),
    "enquiry.answered": _("Another partnership has answered a request"),
    "enquiry.received": _("Another partnership has sent a request"),
    "enquiry.register": _("A request between partnerships was made"),
    "enquiry.to_sign": _("A request to another partnership waits for a signature"),
    "path.broken": _("The daily test of referrals did not go through"),
    "feedback.overdue": _("A referrer should have been told by now"),
    "outbox.stuck": _("E-mails are not going out: tell whoever runs the service"),
    "referral.overdue": _("Something is overdue on a referral"),
    "likeness.restricted": _(
        "A referral may be about the same person as one that is restricted to you"
    ),
    "referral.yours": _("A referral was given to you"),
}
OTHER = _("Something waits for you")
