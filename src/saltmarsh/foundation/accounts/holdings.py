from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "accounts.User",
        "Name, work e-mail address and password hash.",
        about="people who sign in",
        why="So that only known people open a record",
        kept="accounts",
        exported="Shown to the person",
        erased="Name and address are replaced once no record names the account",
    ),
    Holding(
        "accounts.Membership",
        "The role a person holds in the partnership, and when it ended.",
        about="people who sign in",
        why="To say what each may do",
        kept="accounts",
        exported="Shown to the person",
        erased="With the account",
    ),
    Holding("accounts.Team", "A team’s name."),
    Holding(
        "accounts.TeamPlace",
        "Who has a place in which team.",
        about="people who sign in",
        why="To say which records each may see",
        kept="accounts",
        exported="Shown to the person",
        erased="With the membership",
    ),
]
