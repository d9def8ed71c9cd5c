from saltmarsh.casework.reviews import actions as reviews
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("reviews.begin_cycles")
def begin_cycles(partnership: Partnership) -> None:
    """Let supported cases that wait for nothing wait for their review."""
    reviews.begin_cycles(partnership)
