"""Draws every lifecycle."""

from saltmarsh.casework.assurance.lifecycle import LIFECYCLE as STATEMENT
from saltmarsh.casework.cases.lifecycle import LIFECYCLE as CASE
from saltmarsh.casework.complaints.lifecycle import LIFECYCLE as COMPLAINT
from saltmarsh.casework.gathering.lifecycle import LIFECYCLE as REQUEST
from saltmarsh.casework.meetings.lifecycle import LIFECYCLE as MEETING
from saltmarsh.casework.neighbours.lifecycle import LIFECYCLE as ENQUIRY
from saltmarsh.casework.referrals.lifecycle import LIFECYCLE as REFERRAL
from saltmarsh.casework.transfers.lifecycle import LIFECYCLE as TRANSFER
from saltmarsh.foundation.documents.lifecycle import LIFECYCLE as DOCUMENT
from saltmarsh.foundation.workflow.lifecycle import Lifecycle

LIFECYCLES = {
    "Referral": REFERRAL,
    "Case": CASE,
    "Request to a partner for information": REQUEST,
    "Meeting": MEETING,
    "Complaint": COMPLAINT,
    "Request to another partnership": ENQUIRY,
    "Transfer to another panel": TRANSFER,
    "Annual assurance statement": STATEMENT,
    "Document": DOCUMENT,
}


def diagram(lifecycle: Lifecycle) -> str:
    """Return the lifecycle as a Mermaid state diagram."""
    lines = [f"    [*] --> {lifecycle.starts_at}"]
    for move in lifecycle.moves:
        lines += [
            f"    {source} --> {move.to}: {move.name}"
            for source in sorted(move.sources)
        ]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def document() -> str:
    parts = [f"## {name}\n\n{diagram(one)}\n" for name, one in LIFECYCLES.items()]
    return "# Lifecycles\n\n" + "\n".join(parts)
