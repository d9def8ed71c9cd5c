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
PAGES = (
    {route: words for words, route, _stages in [*NEXT, *FOR_CHAIR]}
    | {
        "desk:cases": _("The list of cases"),
        "desk:case": _("The case"),
        "desk:case-restrict": _("Restricting it to named people"),
        "desk:case-lift": _("Lifting its restriction"),
        "desk:case-close-second": _("Confirming or declining to close it"),
        "desk:case-review": _("The record of a review after closure"),
        "desk:case-further": _("The record of a further assessment"),
        "desk:take-back-handover": _("Taking a hand-over back"),
        "desk:leaver": _("What a member holds"),
        "desk:case-access": _("Who has access, and who looked"),
    }
    | {
        "desk:meeting": _("A meeting that has it on its agenda"),
        "desk:minutes": _("The minutes of a meeting"),
        "desk:item": _("It, in a meeting of the panel"),
        "desk:item-paper": _("Its paper for the panel, at the desk"),
        "desk:item-place": _("Where the person lives, for a meeting"),
        "desk:item-decide": _("The panel’s decision, in a meeting"),
        "desk:item-interest": _("Declaring an interest, in a meeting"),
        "desk:item-action": _("Giving an action, in a meeting"),
        "desk:actions": _("The list of actions"),
        "desk:action-pass-on": _("Giving an action to somebody else"),
        "partners:meeting": _("The list of papers of a meeting"),
        "partners:paper": _("Its paper for the panel"),
        "partners:declare": _("Declaring an interest"),
        "partners:action": _("An action that the panel gave"),
    }
)
