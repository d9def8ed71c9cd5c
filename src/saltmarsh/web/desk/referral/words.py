"""The words of the referral's page."""

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.referrals.lifecycle import NEW, WORKED_ON, Stage

SOURCES = {
    "referrer": _("The referrer"),
    "person": _("The person or their family"),
    "agency": _("Another agency"),
    "team": _("The team found out"),
}
CERTAINTIES = {
    "certain": _("Certain"),
    "likely": _("Likely"),
    "unsure": _("Unsure"),
}
CHANNELS = {
    "web": _("The public form"),
    "partner": _("A partner’s account"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "letter": _("Letter"),
    "in_person": _("In person"),
    "other": _("Another way"),
}
DEPTHS = {"public": _("Member of the public"), "professional": _("Professional")}

# What can be done next: the words, the route, and the stages it can be done at.
NEXT = [
    (_("Acknowledge it"), "desk:acknowledge", NEW),
    (_("Pass to the police"), "desk:pass-to-police", WORKED_ON),
    (_("Record the police outcome"), "desk:police-outcome", WORKED_ON),
    (_("Ask for more information"), "desk:ask-for-more", NEW | WORKED_ON),
    (_("Signpost or refer on"), "desk:refer-on", WORKED_ON),
    (_("Find it below the threshold"), "desk:below-threshold", WORKED_ON),
    (_("Make the section 36 decision"), "desk:section-36", WORKED_ON),
    (_("Record it as mistaken, misguided or malicious"), "desk:quality", WORKED_ON),
    (_("Link an earlier referral"), "desk:link", NEW | WORKED_ON),
    (_("Close it"), "desk:close", WORKED_ON),
    (
        _("Confirm or decline closing"),
        "desk:answer-closing",
        frozenset({Stage.CLOSING}),
    ),
    (_("Reopen it"), "desk:reopen", frozenset({Stage.CLOSED})),
]
