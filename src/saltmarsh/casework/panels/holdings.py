from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "panels.PanelDecision",
        "What the panel decided about a case, how, who sat, and, sealed, why.",
        about="the person whom the panel considers; who attended",
        why="So that every decision can be explained, and shown to have been lawful",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
]
