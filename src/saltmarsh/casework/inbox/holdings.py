from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding("inbox.SavedFilter", "Which stages, teams and clocks a member filters by."),
]
