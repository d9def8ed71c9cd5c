from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "search.Search",
        "That somebody searched for a person, and what for, sealed. What was typed and "
        "what was found are forgotten after half an hour.",
        about="the people of the desk, and for half an hour whom they searched for",
        why="So that a search has a purpose that can be asked about",
        kept="audit log",
        exported="With the copy that a member of the desk asks for",
        erased="With its own key",
    ),
]
