from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "links.Link",
        "That a referral is about the same person as another, who decided so, and why.",
        about="the person referred",
        why="So that what was told at different times is weighed together",
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the referral’s key",
    ),
    Holding(
        "links.Meaning",
        "What an officer says that several referrals of one person mean together.",
        about="the person referred",
        why="So that what was told at different times is weighed together",
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the referral’s key",
    ),
]
