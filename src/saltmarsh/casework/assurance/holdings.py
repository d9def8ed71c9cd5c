from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "assurance.DipSample",
        "Which closed cases were drawn at random to be read again, when, by whom.",
        about="Members, by key",
        why="So that a partnership finds out whether its work holds",
        kept="Assurance",
        exported="Not: it tells of nobody’s case",
        erased="Kept: it names no case",
    ),
    Holding(
        "assurance.Check",
        "What somebody found who read a closed case, sealed.",
        about="The person of the case; members, by key",
        why="So that a partnership finds out whether its work holds",
        kept="With the case",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "assurance.Addendum",
        "What was added to that later, sealed.",
        about="The person of the case; members, by key",
        why="So that what was written first stays as it was",
        kept="With the case",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "assurance.Statement",
        "The annual assurance statement: figures and words of a year, sealed.",
        about="Nobody by name; members, by key",
        why="So that the authority can say how it meets sections 36 to 41",
        kept="Assurance",
        exported="Not: it counts, and names nobody",
        erased="With the statement’s own key",
    ),
    Holding(
        "assurance.StatementAddendum",
        "What was added to a confirmed statement, sealed.",
        about="Nobody by name; members, by key",
        why="So that what was confirmed stays as it was",
        kept="Assurance",
        exported="Not: it counts, and names nobody",
        erased="With the statement’s own key",
    ),
]
