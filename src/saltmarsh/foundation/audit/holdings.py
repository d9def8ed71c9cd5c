from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "audit.Event",
        "What was done or opened, when, and by whose key. No name and no words.",
        about="members and holders of a receipt, a link or a draft, by key alone",
        why="To prove who saw and changed what",
        kept="audit log",
        exported="Listed by key, on a request about one’s own access",
        erased="Never: it outlives what it tells of",
    ),
    Holding(
        "audit.Mention",
        "Which records each event is about, by key alone.",
        about="members and holders of a receipt, a link or a draft, by key alone",
        why="To find who saw and changed one record",
        kept="audit log",
        exported="With the event",
        erased="Never: it outlives what it tells of",
    ),
]
