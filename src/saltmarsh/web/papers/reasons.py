"""Why a case is offered for an agenda, in words."""

from saltmarsh.casework.meetings.due import Due, said


def offered(due: Due) -> str:
    """Return a case and everything why it is due, on one line."""
    return f"{due.case.reference}: " + ". ".join(said(each) for each in due.reasons)
