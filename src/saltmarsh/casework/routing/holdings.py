from saltmarsh.foundation.records import Holding

ABOUT = "people who work at a desk, by key alone"
WHY = "To prove that a referral arrived and who took it"

HOLDINGS = [
    Holding(
        "routing.Delivery",
        "When a referral was queued for a desk, opened and acknowledged, and by whom.",
        about=ABOUT,
        why=WHY,
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the referral; the events remain",
    ),
    Holding(
        "routing.Link",
        "What an e-mailed link is looked up by, and until when it opens.",
        kept="referrals, by outcome and by age",
        erased="With the delivery",
    ),
    Holding(
        "routing.Ring",
        "When a desk or its fallback was told of a delivery.",
        about=ABOUT,
        why=WHY,
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the referral; the events remain",
    ),
    Holding("routing.Proof", "When a made-up referral went through the whole path."),
]
