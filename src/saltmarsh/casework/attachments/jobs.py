from saltmarsh.casework.attachments import alarms
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("attachments.ring_unread")
def ring_unread(partnership: Partnership) -> None:
    """Tell of documents that were sent and that nobody can open."""
    alarms.ring_unread(partnership)
