from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "reviews.LiveReview",
        "When support was reviewed, what follows and, sealed, what was seen and why.",
        about="the person whom the panel considers; members, by key",
        why="So that support changes when it does not help, and ends when it has",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
]
