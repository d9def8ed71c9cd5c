from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "notices.Email",
        "The address and text of an e-mail, sealed until it was sent, and when it went.",
        about="people who sign in, and referrers who asked for an e-mail",
        why="To tell somebody that something waits for them",
        kept="e-mails",
        exported="Address and times, on request",
        erased="Address, text and key after the days that the authority sets",
    ),
    Holding(
        "notices.Notice",
        "That something waits for a member or a team: a kind and a record’s key.",
        about="people who sign in",
        why="So that nothing waits unseen",
        kept="notices",
        exported="Shown to the person",
        erased="With the membership",
    ),
]
