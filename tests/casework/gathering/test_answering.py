import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from saltmarsh.casework.gathering import answering, queries
from saltmarsh.casework.gathering.lifecycle import Stage
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from tests.casework.gathering.asked import (
    TOLD,
    at,
    make_contact,
    make_request,
    replied,
)
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def told(kind):
    return {each.member for each in Notice.objects.waiting().filter(kind=kind)}


def test_an_answer_is_sealed_and_tells_the_lead_and_who_asked(officer):
    colleague = make_colleague(officer)
    asked = make_request(officer)
    asked.by = colleague.user
    asked.save()

    replied(asked)

    held = InformationRequest.objects.get()
    assert (held.stage, held.answer) == (Stage.ANSWERED, "reply")
    reply = held.replies.get()
    assert (reply.words, reply.who, reply.by) == (TOLD, "Ada Quill", asked.member.user)
    assert b"missed" not in bytes(reply.sealed_words)
    assert told(queries.ANSWERED) == {officer, colleague}


@pytest.mark.parametrize(("kind", "words"), [("nil", ""), ("refused", "Our duty.")])
def test_a_nil_return_and_a_refusal_are_answers(officer, kind, words):
    asked = make_request(officer)

    replied(asked, kind=kind, words=words)

    asked.refresh_from_db()
    assert (asked.stage, asked.answer) == (Stage.ANSWERED, kind)


def test_a_refusal_without_a_reason_is_none(officer):
    asked = make_request(officer)

    with pytest.raises(Refused, match="why you do not answer"):
        replied(asked, kind="refused", words="")

    assert InformationRequest.objects.get().stage == Stage.ASKED


def test_nobody_answers_twice_but_adds(officer):
    asked = make_request(officer)
    with pytest.raises(Refused, match="no answer yet"):
        answering.add(asked, words="More.", who="Ada", by=asked.member.user)
    replied(asked)
    with pytest.raises(MoveNotAllowed):
        replied(asked)

    answering.add(asked, words="More.", who="Ada", by=asked.member.user)

    kinds = asked.replies.order_by("created_at").values_list("kind", flat=True)
    assert list(kinds) == ["reply", "added"]
    assert asked.replies.earliest("created_at").words == TOLD


def test_an_answer_is_never_overwritten(officer):
    reply = replied(make_request(officer))
    reply.kind = "nil"

    with pytest.raises(ProgrammingError), transaction.atomic():
        reply.save()


def test_an_answer_by_link_is_noted_as_the_links(officer):
    asked = at(make_request(officer, whom=make_contact(officer)))

    answering.note_opened(asked, link=asked.link)
    replied(asked, by=asked.link)

    assert asked.replies.get().by is None
    for name in ("request.opened", "request.answered"):
        event = Event.objects.get(name=name)
        assert (event.by, event.by_kind) == (asked.link.pk, "link")


def test_the_notice_of_an_answer_goes_when_somebody_has_read_it(officer):
    asked = make_request(officer)
    replied(asked)

    answering.read_answer(asked, by=officer.user)

    assert told(queries.ANSWERED) == set()


def test_who_asked_and_sees_the_case_no_more_hears_nothing(officer):
    asked = make_request(officer)
    asked.by = make_officer(officer.partnership).user
    asked.save()

    replied(asked)

    assert told(queries.ANSWERED) == {officer}
