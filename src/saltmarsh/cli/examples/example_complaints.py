"""The demo's complaints: one about a case, which waits, and one that was answered."""

from datetime import timedelta

from django.utils import timezone

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.complaints import actions as complaints
from saltmarsh.casework.complaints.lifecycle import How
from saltmarsh.casework.complaints.queries import About
from saltmarsh.casework.complaints.rules import Received
from saltmarsh.foundation.accounts.models import Membership

SISTER = "His sister, Ffion Example, 01632 960 171"
LATE = "I rang three times about how he is, and nobody rang me back."
VISITOR = "Percy Example, parent at the open evening, percy@mail.example"
LEAFLET = "The leaflet does not say that Channel is voluntary."
SORRY = "Thank you, and we are sorry. A new leaflet says so on its first page."


def fill(case: Case, *, officer: Membership, manager: Membership) -> None:
    """Record a complaint about the case, and one about the service with its answer."""
    today = timezone.localdate()
    late = Received(SISTER, LATE, today - timedelta(days=4), How.PHONE)
    complaints.record(late, about=About(case=case), owner=manager, by=officer)
    came = Received(VISITOR, LEAFLET, today - timedelta(days=20), How.EMAIL)
    done = complaints.record(came, about=About(), owner=officer, by=officer)
    complaints.answer(done, words=SORRY, answered_on=today, by=officer)
