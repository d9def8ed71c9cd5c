from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "likenesses.Likeness",
        "That two referrals may be about one person, and what agrees, sealed: kinds of "
        "facts, never the facts.",
        about="people who were referred",
        why="So that earlier referrals are not missed under another spelling",
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the later referral’s key",
    ),
    Holding(
        "likenesses.Answer",
        "Who said that two referrals are, or are not, about one person, and why, sealed.",
        about="people who were referred",
        why="So that a decision can be followed and changed, and is not asked again",
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the later referral’s key",
    ),
    Holding(
        "likenesses.Asking",
        "That a manager named somebody who may see two referrals that nobody sees both "
        "of, and whether those who hold each agreed.",
        about="members of staff",
        why="So that a likeness between restricted referrals is decided, and not lost",
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the later referral",
    ),
]
