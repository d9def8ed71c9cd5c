from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "assessments.Assessment",
        "That somebody was assessed, when, by which framework, and, sealed, the outcome.",
        about="the person whom the panel considers; who assessed them",
        why="So that a decision rests on what was known before it",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "assessments.Need",
        "One need that an assessment names, sealed.",
        about="the person whom the panel considers",
        why="So that every need meets an action, or a reason for none",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "assessments.Addendum",
        "What was added to an assessment later, sealed, by whom and when.",
        about="the person whom the panel considers",
        why="So that nothing is written over",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
]
