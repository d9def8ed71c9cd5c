from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "identities.Identity",
        "Who somebody is, as told: names, birth, addresses and how to reach them, "
        "sealed.",
        about="people who were referred",
        why="So that earlier referrals about the same person are found",
        kept="referrals, by outcome and by age",
        exported="With the referral or the person that it was told of",
        erased="With the key of its file; its entries in the index are overwritten",
    ),
    Holding(
        "identities.Index",
        "How far an index is made, and how often names sound alike, sealed.",
    ),
    Holding(
        "identities.Posting",
        "The blind index: keyed codes that only the partnership’s key can tie to an "
        "identity.",
        about="people who were referred",
        why="So that a name is found under another spelling, while none is readable",
        kept="referrals, by outcome and by age",
        exported="Never: it says nothing to anybody",
        erased="Overwritten with random values when its identity is erased",
    ),
]
