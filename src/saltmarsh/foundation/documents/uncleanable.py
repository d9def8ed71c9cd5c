from saltmarsh.foundation.documents.lifecycle import Problem


class Uncleanable(Exception):
    """Hidden details cannot be taken out of a document; `problem` says why."""

    def __init__(self, problem: Problem):
        super().__init__(problem)
        self.problem = problem
