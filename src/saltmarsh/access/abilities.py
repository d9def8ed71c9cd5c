"""What each role can do today, in the words of the pages: for the first page after
sign-in, for one's own account, and for the page that refuses.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saltmarsh.access.permissions import Permission, granted

P = Permission
# In the order in which they are shown.
WORDS: dict[Permission, str | Promise] = {
    P.REFERRAL_READ: _("open the referrals that your teams work on"),
    P.REFERRAL_DECIDE: _(
        "decide about a referral, and reply to the person who made it"
    ),
    P.PERSON_SEARCH: _("search for a person among them"),
    P.REFERRAL_ALLOCATE: _("give a referral to a team or a person"),
    P.REFERRAL_RESTRICT: _("limit a referral to named people"),
    P.REFERRAL_ENTER: _("enter a referral that came by phone, by email or in person"),
    P.CASE_READ: _("open the cases that your teams work on, or that you lead"),
    P.CASE_WORK: _("work on a case: list it for the panel, ask for consent"),
    P.CASE_DECIDE: _("record what the panel decides about a case"),
    P.COMPLAINT_HANDLE: _("record a complaint, and say how it was answered"),
    P.MEETING_PREPARE: _(
        "plan the panel’s meetings: who comes, the agenda, the minutes"
    ),
    P.PAPERS_READ: _("read the papers of the meetings you come to, around their day"),
    P.ACTION_OWN: _("see what the panel gave you to do, and say when it is done"),
    P.OVERSIGHT_READ: _(
        "see what is overdue, by whom, and how long stages take, among what you may open"
    ),
    P.ASSURANCE_KEEP: _(
        "draw closed cases to be read again, and write or confirm the annual statement"
    ),
    P.CASE_REASSIGN: _("give what somebody holds who leaves to others"),
    P.CASE_RESTRICT: _("limit a case to named people"),
    P.CASE_TRANSFER: _(
        "sign the transfer of a case that somebody else asked for, and answer one"
    ),
    P.NEIGHBOUR_ASK: _(
        "ask another partnership about a person, with a second signature, and answer one"
    ),
    P.NEIGHBOUR_REGISTER: _(
        "see which requests went to and came from other partnerships, without names"
    ),
    P.DELIVERY_ACKNOWLEDGE: _("acknowledge that a referral has arrived"),
    P.QUARANTINE_READ: _("read what was held back as possible abuse of the form"),
    P.SUPPORT_PROVIDE: _(
        "read the plan that you give support under, and report on each session"
    ),
    P.REFERRAL_SEND: _("send a referral, and see how far those you sent have got"),
    P.REQUEST_ANSWER: _("answer what you are asked about a person"),
    P.AUDIT_READ: _("read who did and opened what, without opening a record"),
    P.REGISTER_READ: _("read which personal data is held, and why"),
    P.CONTENT_EDIT: _("edit the pages that the public reads"),
    P.MEMBER_MANAGE: _(
        "add people, change their roles and teams, and end their access"
    ),
    P.SETTINGS_CHANGE: _("change where referrals go, and other settings"),
    P.ACCOUNT_USE: _("change your password and second factors"),
}


def can_do(role: str) -> list[str]:
    """Return what `role` may do, each in words that follow “you can”."""
    held = granted(role)
    return [str(words) for permission, words in WORDS.items() if permission in held]
