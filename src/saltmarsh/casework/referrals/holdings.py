from saltmarsh.foundation.records import Holding

TOLD = "the person told of, and others around them"
WORDS = "To see whether somebody needs support, and to act on it"

HOLDINGS = [
    Holding("referrals.SchemaVersion", "The questions of a referral, by version."),
    Holding(
        "referrals.Draft",
        "A referral while it is written, sealed; once sent, only its receipt.",
        about=f"{TOLD}, and who writes",
        why="So that somebody can stop and go on",
        kept="draft of a referral",
        exported="Never: nobody but its writer can open it",
        erased="With its key, when its time is over or at once when asked",
    ),
    Holding(
        "referrals.Referral",
        "What was told, sealed; its stage, team and clocks.",
        about=TOLD,
        why=WORDS,
        kept="referrals, by outcome and by age",
        exported="The answers as told, with third parties redacted",
        erased="With its key; dates, reason and decider stay as a stub",
    ),
    Holding(
        "referrals.Referrer",
        "Who told us and how to reach them, sealed apart.",
        about="the referrer",
        why="To reply, and to ask for more",
        kept="referrals, by outcome and by age",
        exported="To the referrer alone",
        erased="With its key",
    ),
    Holding(
        "referrals.StageChange",
        "Which move was made, when, and by whom.",
        about="members, by key",
        why="To show how a decision came about",
        kept="referrals, by outcome and by age",
        exported="Listed with the referral",
        erased="Stays as part of the stub",
    ),
    Holding(
        "referrals.Grant",
        "Who may see a restricted referral, until when and why, sealed.",
        about="members; the reason may tell of the person",
        why="To keep a referral to those who need to know",
        kept="referrals, by outcome and by age",
        exported="Listed with the referral",
        erased="The reason with the referral’s key",
    ),
    Holding(
        "referrals.Message",
        "What the team and the referrer wrote to each other, sealed.",
        about=f"{TOLD}, and the referrer",
        why=WORDS,
        kept="referrals, by outcome and by age",
        exported="The words, with third parties redacted",
        erased="With the referral’s key",
    ),
    Holding(
        "referrals.Correction",
        "What somebody says is wrong in an answer, sealed; the answer stays.",
        about=TOLD,
        why="So that what is wrong is not relied upon",
        kept="referrals, by outcome and by age",
        exported="The words, beside the answer",
        erased="With the referral’s key",
    ),
]
