from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "onward.OnwardReferral",
        "Which service was asked to help, why, and what it answered.",
        about="the person referred",
        why="So that help which was asked for is followed until there is an answer",
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the referral’s key",
    ),
]
