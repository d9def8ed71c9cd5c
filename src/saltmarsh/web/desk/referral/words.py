"""The words of the referral's page."""

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.people.lifecycle import Certainty, Source
from saltmarsh.casework.referrals.lifecycle import NEW, WORKED_ON, Stage

SOURCES = dict(Source.choices)
CERTAINTIES = dict(Certainty.choices)
CHANNELS = {
    "web": _("The public form"),
    "partner": _("A partner’s account"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "letter": _("Letter"),
    "in_person": _("In person"),
    "transfer": _("Handed over by another panel"),
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
    (_("Open a case, or go to it"), "desk:open-case", frozenset({Stage.SECTION_36})),
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

# What somebody opened who is in the log: {route: words}.
PAGES = {route: words for words, route, _stages in NEXT} | {
    "desk:case": _("The case of its person"),
    "desk:cases": _("The list of cases"),
    "desk:oversight": _("The list of what is overdue"),
    "desk:opened-case": _("What became of it in a case"),
    "desk:inbox": _("A page of the inbox that listed it"),
    "desk:find": _("Search by reference"),
    "desk:searched": _("What a search for a person found"),
    "desk:allocate": _("The list of referrals that nobody owns"),
    "desk:quarantine": _("The list of the quarantine box"),
    "desk:quarantined": _("It, in the quarantine box"),
    "desk:referral": _("What was told"),
    "desk:referrer": _("Who told us"),
    "desk:document": _("A document that came with it"),
    "desk:history": _("History and decisions"),
    "desk:messages": _("Messages"),
    "desk:mark-read": _("Messages, to mark them as read"),
    "desk:take-back": _("Messages, to take a question back"),
    "desk:give-feedback": _("Feedback to the referrer"),
    "desk:notes": _("Notes"),
    "desk:add-note": _("A new note"),
    "desk:answer-note": _("The answer to a question in the notes"),
    "desk:person": _("What is known about the person"),
    "desk:add-fact": _("A new fact about the person"),
    "desk:correct-fact": _("A correction of a fact about the person"),
    "desk:openings": _("Who has opened it"),
    "desk:national-reference": _("Its reference in the national record"),
    "desk:correct": _("A correction beside an answer"),
    "desk:onward-answer": _("A service’s answer"),
    "desk:undo-link": _("Undoing a link"),
    "desk:likenesses": _("Whether others are about the same person"),
    "desk:look-again": _("Looking again for earlier referrals"),
    "desk:weaker": _("Weaker matches"),
    "desk:compare": _("Its person, beside that of another referral"),
    "desk:may-see": _("Whether somebody may see both it and another"),
    "desk:neighbour-ask": _("A request to another partnership about its person"),
    "desk:referrer-ask": _("A question to the referrer, from a case"),
    "desk:story": _("The whole story of its person"),
    "desk:allocate-one": _("Its team and owner, without what was told"),
    "desk:after-allocating": _("Its team and owner, without what was told"),
    "desk:take": _("Taking it as one’s own"),
    "desk:restrict": _("Restricting it to named people"),
    "desk:lift": _("Lifting its restriction"),
    "desk:deliveries": _("The list of deliveries"),
    "desk:delivery": _("One of its deliveries"),
    "desk:delivery-told": _("What was told, from a delivery"),
    "desk:notices": _("The list of notices"),
}
