from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "gathering.Contact",
        "Who at a partner organisation is asked by link and code: name and mailbox; "
        "sealed, how the mailbox is known to be theirs.",
        about="somebody who works for a partner",
        why="So that requests and codes go to a mailbox that somebody has checked",
        kept="Channel cases",
        exported="To that person",
        erased="With the last case that names it",
    ),
    Holding(
        "gathering.InformationRequest",
        "Which partner was asked about a case, by whom, until when, and, sealed, for "
        "what purpose, on which lawful basis, and whom they were told it is about.",
        about="the person whom the panel considers; who was asked",
        why="Partners co-operate with the panel: section 38",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "gathering.RequestLink",
        "Which links were e-mailed about a request, without the links themselves.",
        kept="Channel cases",
        erased="With the case",
    ),
    Holding(
        "gathering.Reply",
        "When a partner answered and how, and, sealed, who and in which words.",
        about="the person whom the panel considers; who answered",
        why="So that the panel decides on what its partners know",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
]
