from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "packs.PackReader",
        "Who may open the papers of a meeting as one PDF, who allowed it, until when.",
        about="members, by key",
        why="To show who could carry the papers away",
        kept="accounts",
        exported="With the account",
        erased="With the meeting",
    ),
    Holding(
        "packs.PackPart",
        "The paper of one case as a PDF, sealed, while the papers are open.",
        about="the person whom the panel considers",
        why="So that those who are allowed it can read the papers as one file",
        kept="Channel cases",
        exported="It is the paper, which is made from the case",
        erased="When the papers close, and with the case’s key",
    ),
]
