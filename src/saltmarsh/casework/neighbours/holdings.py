from saltmarsh.foundation.records import Holding

WHY = "So that a person who is at risk is not lost between two partnerships"

HOLDINGS = [
    Holding(
        "neighbours.Neighbour",
        "The name and the registered mailbox of a partnership elsewhere, and why it "
        "was recorded.",
    ),
    Holding(
        "neighbours.Enquiry",
        "Which other partnership was asked about the person, which facts were sent, "
        "sealed, who asked and who signed, and what was answered.",
        about="the person referred",
        why=WHY,
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the referral’s key",
    ),
    Holding(
        "neighbours.Step",
        "Each step of such a request: who took it, when, and why, sealed.",
        about="the person referred",
        why=WHY,
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the referral’s key",
    ),
    Holding(
        "neighbours.Received",
        "The least identity that another partnership sent, sealed under our own key, "
        "whom to contact there, and what was answered.",
        about="a person whom another partnership asks about",
        why=WHY,
        kept="requests received from other partnerships",
        exported="On request, until it is erased",
        erased="Identity, contact, note and key some days after it was answered, was "
        "withdrawn or lapsed, as the authority sets; that it was asked remains",
    ),
]
