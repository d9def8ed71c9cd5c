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
    Holding(
        "panels.CareReferral",
        "What became of a referral to health or social care, the answer sealed.",
        about="the person whom the panel considers",
        why="So that nobody is turned away with a referral that nobody took",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "panels.PanelAction",
        "What the panel gave whom to do by when, sealed, and what was done, sealed.",
        about="the person whom the panel considers; members, by key",
        why="So that what a panel agrees on is done, and somebody answers for it",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
]
