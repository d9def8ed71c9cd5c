from saltmarsh.foundation.records import Holding

KEPT = "Channel cases"
WHY = "To run the panel as section 37 asks, and to show who was there"

HOLDINGS = [
    Holding("meetings.Series", "How often, when and where a panel meets."),
    Holding(
        "meetings.Seat",
        "Who is a standing member of a panel, for which agency.",
        about="members, by key",
        why=WHY,
        kept="accounts",
        exported="With the account",
        erased="With the series",
    ),
    Holding("meetings.Meeting", "When and where a panel meets, and how that stands."),
    Holding(
        "meetings.Item",
        "Which case a meeting discusses; sealed, why, and which force covers the home.",
        about="the person whom the panel considers",
        why=WHY,
        kept=KEPT,
        exported="Listed with the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "meetings.Attendee",
        "Who comes to a meeting, for whom, sealed, and whether they did.",
        about="members and guests of the panel",
        why=WHY,
        kept=KEPT,
        exported="Listed by meeting",
        erased="The names with the meeting’s key",
    ),
    Holding(
        "meetings.Minute",
        "What is written down of each case in a meeting, sealed.",
        about="the person whom the panel considers",
        why="So that every decision can be explained",
        kept=KEPT,
        exported="With the case",
        erased="With the case’s key",
    ),
    Holding(
        "meetings.Addendum",
        "What was added to minutes after they were approved, sealed.",
        about="the person whom the panel considers",
        why="So that approved minutes are corrected and never rewritten",
        kept=KEPT,
        exported="With the case",
        erased="With the case’s key",
    ),
]
