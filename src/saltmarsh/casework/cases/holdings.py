from saltmarsh.foundation.records import Holding

KEPT = "Channel cases"
WHY = (
    "To run the panel’s process under section 36, and so that nobody is lost on the way"
)

HOLDINGS = [
    Holding(
        "cases.Case",
        "A person’s time in Channel: stage, team, who leads, sealed, and what is due.",
        about="the person whom the panel considers",
        why=WHY,
        kept=KEPT,
        exported="Stage, dates and lead agency",
        erased="With its key; dates and moves stay as a stub",
    ),
    Holding(
        "cases.Basis",
        "Which section 36 referrals a case rests on, and who decided them.",
        about="the person whom the panel considers",
        why=WHY,
        kept=KEPT,
        exported="Listed with the case",
        erased="Stays as part of the stub",
    ),
    Holding(
        "cases.StageChange",
        "Which move a case made, when, by whom and, sealed, why.",
        about="the person whom the panel considers; members, by key",
        why="To show how a decision came about",
        kept=KEPT,
        exported="Listed with the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "cases.Lead",
        "Who led a case from when on, for which agency, sealed.",
        about="members, by key",
        why="So that somebody is answerable at every stage",
        kept=KEPT,
        exported="Listed with the case",
        erased="The agency with the case’s key",
    ),
    Holding(
        "cases.Handover",
        "Who was asked to lead a case, why, sealed, and what they answered.",
        about="members, by key; the words may tell of the person",
        why="So that nobody believes that another leads who has not agreed to",
        kept=KEPT,
        exported="Listed with the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "cases.Grant",
        "Who may see a restricted case, until when and why, sealed.",
        about="members; the reason may tell of the person",
        why="To keep a case to those who need to know",
        kept=KEPT,
        exported="Listed with the case",
        erased="The reason with the case’s key",
    ),
    Holding(
        "cases.Interest",
        "Who has no part in a case because of an interest of theirs, and why, sealed; and "
        "why it was declared in error.",
        about="members; the reason may tell of the person",
        why="So that nobody discusses or reads about somebody they are close to",
        kept=KEPT,
        exported="Listed with the case",
        erased="The reason with the case’s key",
    ),
]
