"""The words of a case's pages."""

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases.lifecycle import (
    ADOPTED,
    AT_PANEL,
    BEFORE_PANEL,
    CLOSE,
    OPEN,
    SUPPORTED,
    WITHOUT_CONSENT,
)

# What can be done next: the words, the route, and the stages it can be done at.
NEXT = [
    (_("List it for the panel"), "desk:case-list", BEFORE_PANEL | WITHOUT_CONSENT),
    (_("Ask a partner for information"), "desk:request-ask", OPEN),
    (_("Ask the referrer again"), "desk:referrer-ask", OPEN),
    (_("Record the answer about consent"), "desk:case-consent", ADOPTED),
    (_("Start support"), "desk:case-support", ADOPTED),
    (
        _("Record that consent was withdrawn"),
        "desk:case-withdraw",
        ADOPTED | SUPPORTED,
    ),
    (_("Ask for consent again"), "desk:case-ask-again", WITHOUT_CONSENT),
    (_("Hand it over to somebody else to lead"), "desk:case-hand-over", OPEN),
    (_("Close the case"), "desk:case-close", CLOSE.sources),
    (_("Move it to the police or to another panel"), "desk:case-leave", OPEN),
]
# What the chair alone can do next.
FOR_CHAIR = [(_("Record the panel’s decision"), "desk:case-decide", AT_PANEL)]
# What somebody opened who is in the log: {route: words}.
PAGES = {route: words for words, route, _stages in [*NEXT, *FOR_CHAIR]} | {
    "desk:cases": _("The list of cases"),
    "desk:case": _("The case"),
    "desk:case-restrict": _("Restricting it to named people"),
    "desk:case-lift": _("Lifting its restriction"),
    "desk:case-close-second": _("Confirming or declining to close it"),
    "desk:case-review": _("The record of a review after closure"),
    "desk:requests": _("The list of requests to partners"),
    "desk:request": _("A request to a partner"),
    "desk:request-read": _("The answer of a partner, to mark it as read"),
    "desk:request-remind": _("Reminding a partner of a request"),
    "desk:request-withdraw": _("Withdrawing a request to a partner"),
    "partners:requests": _("A partner’s list of what they are asked"),
    "partners:request": _("A request to a partner, as the partner reads it"),
    "partners:asked-open": _("A request to a partner, as the partner reads it"),
    "desk:case-further": _("The record of a further assessment"),
    "desk:take-back-handover": _("Taking a hand-over back"),
    "desk:leaver": _("What a member holds"),
    "desk:case-access": _("Who has access, and who looked"),
}
