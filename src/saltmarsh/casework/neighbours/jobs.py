from saltmarsh.casework.neighbours import actions, crossing
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job(actions.DELIVER)
def deliver(partnership: Partnership, *, enquiry: str) -> None:
    """Leave a signed request with the other partnership, or e-mail it the link."""
    crossing.deliver(partnership, enquiry_id=enquiry)


@job(actions.TAKE_BACK)
def take_back(partnership: Partnership, *, enquiry: str) -> None:
    """Take a request that was withdrawn back from the other partnership."""
    crossing.take_back(partnership, enquiry_id=enquiry)


@job(actions.RETURN)
def give_answer(partnership: Partnership, *, received: str) -> None:
    """Carry an answer back to the partnership that asked."""
    crossing.give_answer(partnership, received_id=received)


@job("neighbours.tidy")
def tidy(partnership: Partnership) -> None:
    """Let requests lapse whose time is over, and erase what was received long ago."""
    crossing.tidy(partnership)
