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
    Holding(
        "people.Fact",
        "What became known about the person after a referral: names, birth, addresses, "
        "schools, work and how to reach them, sealed, each with who said so and how "
        "sure it is.",
        about="people who were referred",
        why="So that the right person is found and helped",
        kept="referrals, by outcome and by age",
        exported="With the referral",
        erased="With the referral’s key",
    ),
]
