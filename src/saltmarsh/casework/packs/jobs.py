from collections.abc import Iterator

from saltmarsh.casework.packs import actions
from saltmarsh.foundation.notices.working import job, job_in_steps
from saltmarsh.foundation.partnerships.models import Partnership


@job_in_steps(actions.PRESS)
def print_pack(partnership: Partnership, meeting: str) -> Iterator[None]:
    """Print the papers of a meeting, case by case."""
    yield from actions.print_pack(partnership, meeting=meeting)


@job("packs.tend")
def tend_packs(partnership: Partnership) -> None:
    """Delete packs whose papers are closed, and have changed papers printed anew."""
    actions.tend(partnership)
