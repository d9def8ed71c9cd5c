from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.records import Holding, Period

TOLD = "the person told of, and others around them"
WORDS = "To see whether somebody needs support, and to act on it"

# How a referral ends decides how soon somebody looks whether it is kept; so does age.
# Source: domain reference 2.7.
QUALITY = "quality"
OUTCOMES = {
    QUALITY: _("Mistaken, misguided or malicious"),
    "aside": _("Put away from the quarantine box"),
    "no-action": _("No further action, or below the threshold"),
    "referred-on": _("Signposted or referred on"),
    "police": _("Moved to the police to lead"),
    "met": _("Section 36 met"),
}
AGES = {
    "child": (
        _("children"),
        _(
            "In months after it is closed. Under 18 when it was received, or of an age "
            "that nobody knows. Not longer than for adults."
        ),
    ),
    "adult": (_("adults"), _("In months after it is closed.")),
}


def period(outcome: str, age: str) -> Period:
    """Return the period of one outcome and age: a child's is not longer than an
    adult's, nor that of what should not have been told than any other's.
    """
    words, hint = AGES[age]
    longer = [f"{outcome}-adult"] if age == "child" else []
    if outcome == QUALITY:
        longer += [f"{other}-{age}" for other in OUTCOMES if other != QUALITY]
    title = format_lazy("{outcome}: {age}", outcome=OUTCOMES[outcome], age=words)
    return Period(f"{outcome}-{age}", title, hint, tuple(longer))


SCHEDULES = {
    "referrals, by outcome and by age": [
        period(outcome, age) for outcome in OUTCOMES for age in AGES
    ]
}

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
