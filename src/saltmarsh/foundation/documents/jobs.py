from saltmarsh.foundation.documents import actions
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("documents.scan")
def scan(partnership: Partnership, *, document: str) -> None:
    """Check one document."""
    actions.check(partnership, document_id=document)


@job("documents.look_again")
def look_again(partnership: Partnership) -> None:
    """Check again what is held back still."""
    actions.look_again(partnership)


@job("documents.sweep")
def sweep(partnership: Partnership) -> None:
    """Delete the files that belong to no record."""
    actions.sweep(partnership)
