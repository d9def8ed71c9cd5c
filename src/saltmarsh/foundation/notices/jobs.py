from saltmarsh.foundation.notices import actions
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("notices.send")
def send(partnership: Partnership, *, email: str) -> None:
    """Send one e-mail."""
    actions.send(partnership, email_id=email)


@job("notices.empty")
def empty(partnership: Partnership) -> None:
    """Erase what was sent some days ago."""
    actions.empty(partnership)
