from saltmarsh.foundation.records import Holding

WHY = "So that a person who moves is not lost between two panels"

HOLDINGS = [
    Holding(
        "transfers.Transfer",
        "Which other panel was asked to lead a case, why, which parts were handed over "
        "and, sealed, the pack, who asked and who signed, and the answer; of a panel "
        "elsewhere, who answered, sealed, and when its link was opened.",
        about="the person whom the panel considers; members, by key; who answers there",
        why=WHY,
        kept="Channel cases",
        exported="With the case",
        erased="The words and the pack with the case’s key",
    ),
    Holding(
        "transfers.Received",
        "A transfer that another panel asked for: the pack, sealed, and the answer.",
        about="the person whom the other panel considers; members, by key",
        why=WHY,
        kept="Channel cases",
        exported="With the case",
        erased="At once where it is not accepted; otherwise with its own key",
    ),
]
