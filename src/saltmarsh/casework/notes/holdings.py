from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "notes.Note",
        "What the team notes beside a referral, for itself or for the panel.",
        about="the person referred",
        why="To decide with what is known",
        kept="referrals, by outcome and by age",
        exported="With the referral, after a reviewer has read it",
        erased="With the referral’s key",
    ),
]
