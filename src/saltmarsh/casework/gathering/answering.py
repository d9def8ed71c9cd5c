"""What a partner answers, whether they sign in or come by link and code."""

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.gathering import actions as requests
from saltmarsh.casework.gathering import queries, rules
from saltmarsh.casework.gathering.lifecycle import ANSWER, Answer
from saltmarsh.casework.gathering.models import InformationRequest, Reply
from saltmarsh.casework.routing.models import Link
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.notices import actions as notices


@transaction.atomic
def answer(
    asked: InformationRequest,
    *,
    kind: str,
    words: str,
    who: str,
    by: User | Link,
) -> Reply:
    """Take a partner's answer: a reply, a nil return, or a refusal with its reason.

    by: who is signed in, or the link that was opened with a code. Raises Refused with
    the barriers, and MoveNotAllowed when it is answered or withdrawn.
    """
    requests.refuse_for(rules.barriers_to_answering(answer=kind, words=words))
    requests.move(asked, ANSWER)
    asked.answer, asked.answered_at = Answer(kind), timezone.now()
    asked.save(update_fields=["stage", "answer", "answered_at"])
    return take(asked, kind=kind, words=words, who=who, by=by)


@transaction.atomic
def add(asked: InformationRequest, *, words: str, who: str, by: User | Link) -> Reply:
    """Add something to an answer, which itself is never changed. Raises Refused with
    the barriers.
    """
    requests.refuse_for(rules.barriers_to_adding(stage=asked.stage, words=words))
    return take(asked, kind=Answer.ADDED, words=words, who=who, by=by)


def take(
    asked: InformationRequest, *, kind: str, words: str, who: str, by: User | Link
) -> Reply:
    """Keep what was answered, and tell who leads the case and who asked."""
    user = by if isinstance(by, User) else None
    reply = Reply(
        partnership_id=asked.partnership_id,
        case_id=asked.case_id,
        request=asked,
        kind=kind,
        by=user,
    )
    reply.who, reply.words = who, words
    reply.save()
    place = requests.place_of(asked)
    for member in queries.hearers(asked, timezone.now()):
        notices.tell(
            asked.partnership, kind=queries.ANSWERED, place=place, member=member
        )
    requests.note("request.answered", asked, by=by, answer=kind)
    return reply


@transaction.atomic
def read_answer(asked: InformationRequest, *, by: User) -> None:
    """Take the notice of the answer away: somebody has read it."""
    notices.done(asked.partnership, kind=queries.ANSWERED, about_id=asked.pk)
    requests.note("request.read", asked, by=by)


@transaction.atomic
def note_opened(asked: InformationRequest, *, link: Link) -> None:
    """Note that the code of its link was entered."""
    requests.note("request.opened", asked, by=link)
