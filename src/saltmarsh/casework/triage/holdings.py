from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "triage.Decision",
        "What was decided about a referral, by whom, from which options, and why.",
        about="the person referred",
        why="So that every decision can be explained and looked at again",
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the referral’s key",
    ),
]
