from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "content.PageVersion",
        "The words of a public page, and who wrote and published them.",
        about="people who sign in",
        why="So that a page can be brought back and its changes explained",
        kept="website history",
        exported="Listed by page, on a request about one’s own work",
        erased="Never with the account: the account’s name is replaced",
    ),
    Holding(
        "content.Confirmation",
        "Who confirmed which item of the go-live list, and when.",
        about="people who sign in",
        why="To show who checked what before the service opened",
        kept="go-live list",
        exported="Listed by item, on a request about one’s own work",
        erased="Never with the account: the account’s name is replaced",
    ),
]
