from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "exits.Closure",
        "Who asked to close a case and who agreed, why by a code and, sealed, in words.",
        about="the person whom the panel considers; members, by key",
        why="So that no case is closed early, or without reasons",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "exits.Review",
        "When an ended case is looked at again, because of which further referral, who owns "
        "it, and, sealed, the outcome.",
        about="the person whom the panel considered; members, by key",
        why="So that nobody is lost after a closure",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
]
