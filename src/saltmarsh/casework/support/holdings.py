from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "support.Plan",
        "Each version of a support plan, sealed: its nature, who gives it, how and when.",
        about="the person whom the panel considers; who is responsible",
        why="Section 36(5) says what a support plan must tell",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "support.Action",
        "What is done for somebody, by which agency and person, sealed, and how it ended.",
        about="the person whom the panel considers; who is responsible",
        why="So that every need meets an action that somebody owns",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "support.Passing",
        "That a colleague gives an action from then on, and why, sealed, by whom and when.",
        about="the person whom the panel considers; members, by key; who is responsible",
        why="So that a plan says who gave it before, and why no more",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "support.Aim",
        "Which action is to meet which need, by their keys.",
    ),
    Holding(
        "support.NoAction",
        "Why there is no action for a need, sealed, by whom and when.",
        about="the person whom the panel considers",
        why="So that no need is passed over in silence",
        kept="Channel cases",
        exported="With the case",
        erased="The words with the case’s key",
    ),
    Holding(
        "support.Finding",
        "Whether a review found a need met, by whom and when.",
        about="the person whom the panel considers; members, by key",
        why="So that support goes on until its needs are met",
        kept="Channel cases",
        exported="With the case",
        erased="With the case",
    ),
]
