from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "desks.Desk",
        "A desk’s name, team or sealed mailbox, and who is told when nobody answers.",
        about="people who work at a desk",
        why="To say where referrals go",
        kept="routing",
        exported="Shown to administrators",
        erased="When the desk is replaced and no delivery names it",
    ),
    Holding("desks.Rule", "Which desks a referral goes to, by age and area."),
    Holding("desks.RuleDesk", "One desk of one rule."),
]
