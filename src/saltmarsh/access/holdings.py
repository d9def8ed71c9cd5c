from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "access.Bucket",
        "How many posts one network made in a few minutes, under a keyed hash.",
        about="visitors, by a hash of their network that nobody can turn back",
        why="To slow down attacks on forms and on sign-in",
        kept="one day",
        exported="Nothing can be found in it for a person",
        erased="Each night",
    ),
]
