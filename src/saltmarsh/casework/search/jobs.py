from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from saltmarsh.casework.search import actions
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.notices.working import job, job_in_steps
from saltmarsh.foundation.partnerships.models import Partnership


@job_in_steps("search.scan")
def scan(partnership: Partnership, *, search: str) -> Iterator[None]:
    """Look through every record for what somebody searches for."""
    return actions.scan(partnership, search_id=UUID(search))


@job("search.forget")
def forget(partnership: Partnership) -> None:
    """Forget what was searched for half an hour ago."""
    actions.forget(partnership, now=timezone.now())


working.everywhere("search.forget", cron="*/10 * * * *")
