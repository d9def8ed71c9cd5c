from saltmarsh.foundation.records import Holding

WHO = "whoever complains; the person it is about, where it is about a case"

HOLDINGS = [
    Holding(
        "complaints.Complaint",
        "Who complained of what, when and how, who owns it, and, sealed, its answer.",
        about=f"{WHO}; members, by key",
        why="So that a complaint is answered, and no case is closed over an open one",
        kept="Complaints",
        exported="To whoever complained",
        erased="The words with the complaint’s own key",
    ),
    Holding(
        "complaints.Addendum",
        "What came later about a complaint, sealed.",
        about=WHO,
        why="So that what was written first stays as it was",
        kept="Complaints",
        exported="With the complaint",
        erased="With the complaint’s own key",
    ),
]
