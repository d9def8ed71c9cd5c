from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "interventions.Briefing",
        "What an intervention provider was told in writing, sealed, and when they read it.",
        about="the person whom the panel considers; members, by key",
        why="So that nobody gives support without knowing what it is for",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "interventions.Session",
        "Contacts with somebody who is supported: planned, held or not, and, sealed, a "
        "short report.",
        about="the person whom the panel considers; members, by key",
        why="So that everybody knows when there was actual contact last",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "interventions.Explanation",
        "Why there was no contact for so long, sealed, by whom and when.",
        about="the person whom the panel considers",
        why="So that silence is never taken for support",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
]
