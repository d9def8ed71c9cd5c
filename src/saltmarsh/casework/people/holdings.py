from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "people.Person",
        "The bare fact that some referrals are about one person: no name, no detail.",
        about="people who were referred",
        why="So that earlier referrals are weighed together",
        kept="referrals, by outcome and by age",
        exported="Named in the copy of the referrals that belong to it",
        erased="With the last referral that belongs to it",
    ),
]
