"""What each kind of notice says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "action.yours": _("The panel gave you something to do"),
    "action.overdue": _("Something that the panel gave you to do is overdue"),
    "action.escalated": _("Something that the panel gave somebody stays undone"),
    "meeting.invited": _("You are invited to a meeting of the panel"),
    "care.unanswered": _("Health or social care has not answered a referral in time"),
    "care.escalated": _("A referral to health or social care stays unanswered"),
    "care.declined": _("Health or social care has declined to take a person"),
    "case.yours": _("A case was given to you to lead"),
    "case.handover": _("You are asked to lead a case"),
    "case.handover_answered": _("Somebody answered whether they will lead a case"),
    "case.further": _("A further assessment of a case is yours to make"),
    "case.joined": _("A further section 36 referral has joined a case that you lead"),
    "case.overdue": _("Something is overdue on a case that you lead"),
    "case.silent": _("Too long without contact with a supported person of yours"),
    "case.silent_escalated": _("Nobody meets a supported person, and it stays so"),
    "support.briefed": _("You are briefed in writing: read it before the next session"),
    "support.to_brief": _("Somebody else gives support now: brief them in writing"),
    "support.missed": _("A session with a supported person of yours was not held"),
    "support.report_due": _("Say what became of a session that was planned"),
    "support.unreported": _("Nobody has reported on a session of a case you lead"),
    "support.unreported_escalated": _(
        "A session with a supported person stays without a report"
    ),
    "case.review_yours": _("A review of a case that has ended was given to you"),
    "case.review_overdue": _("A review of a closed case that you own is overdue"),
    "case.review_escalated": _("A review of a closed case stays overdue"),
    "case.asked_again": _(
        "The person of a case that has ended was referred again: look at it again"
    ),
    "case.escalated": _("Something stays overdue on a case of your team"),
    "complaint.yours": _("A complaint was given to you to answer"),
    "complaint.overdue": _("A complaint that you own has not been answered in time"),
    "complaint.escalated": _("A complaint stays without an answer"),
    "delivery.new": _("A referral was sent to your desk"),
    "delivery.late": _("A delivery has not been acknowledged in time"),
    "document.failed": _("A document that was sent cannot be opened, and was deleted"),
    "document.waiting": _("A document that was sent waits too long to be checked"),
    "enquiry.answered": _("Another partnership has answered a request"),
    "enquiry.received": _("Another partnership has sent a request"),
    "enquiry.register": _("A request between partnerships was made"),
    "enquiry.to_sign": _("A request to another partnership waits for a signature"),
    "transfer.to_sign": _("A transfer to another panel waits for a signature"),
    "transfer.received": _("Another panel asks you to take a case over"),
    "transfer.answered": _("Another panel has answered a transfer"),
    "transfer.lapsed": _("A transfer lapsed: the other panel never answered"),
    "transfer.late": _("Another panel has not answered a transfer in time"),
    "transfer.escalated": _("A transfer to another panel stays unanswered"),
    "transfer.register": _("A transfer between panels was asked"),
    "path.broken": _("The daily test of referrals did not go through"),
    "feedback.overdue": _("A referrer should have been told by now"),
    "outbox.stuck": _("E-mails are not going out: tell whoever runs the service"),
    "referral.overdue": _("Something is overdue on a referral"),
    "likeness.restricted": _(
        "A referral may be about the same person as one that is restricted to you"
    ),
    "likeness.named": _("You are to say whether two referrals are about one person"),
    "likeness.nobody": _(
        "Name somebody who may see two referrals that nobody sees both of"
    ),
    "likeness.may_see": _("Somebody else may need to see a referral that you hold"),
    "request.answered": _("A partner has answered a request about a case"),
    "request.overdue": _("A partner has not answered in time about a case you lead"),
    "request.escalated": _("A partner still has not answered about a case"),
    "referral.yours": _("A referral was given to you"),
}
OTHER = _("Something waits for you")
