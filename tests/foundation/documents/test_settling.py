from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.documents import queries, settling
from saltmarsh.foundation.documents.lifecycle import State
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.notices.models import Notice
from tests.factories.documents import make_checked, make_document, pdf
from tests.factories.foundation import TeamFactory, UserFactory
from tests.scanner import MARKED


@pytest.fixture
def record(partnership):
    return TeamFactory(partnership=partnership)


@pytest.fixture
def sender():
    return UserFactory()


@pytest.fixture
def failed(record, sender, clamd):
    return make_checked(record, content=MARKED, called="Bad.txt", by=sender)


def unsettled(record):
    return set(queries.unsettled(record.partnership, timezone.now()))


def tell(document):
    place = Place("desk:notices", (), document.pk)
    kind, team = (
        queries.kind_of(document),
        TeamFactory(partnership=document.partnership),
    )
    notices.tell(document.partnership, kind=kind, place=place, team=team)


def waiting():
    return Notice.objects.waiting().count()


def test_one_that_failed_waits_for_somebody_until_they_deal_with_it(
    record, failed, sender
):
    assert unsettled(record) == {failed}
    assert queries.of(record.partnership, record.pk)[0].is_ringing
    tell(failed)

    settling.settle(failed, who=("user", sender.pk))

    assert unsettled(record) == set()
    assert not queries.of(record.partnership, record.pk)[0].is_ringing
    assert waiting() == 0
    event = Event.objects.get(name="document.settled")
    assert (event.by, event.codes) == (sender.pk, {"how": "seen"})


def test_what_the_same_sender_sends_next_replaces_it(record, failed, sender):
    tell(failed)

    make_document(record, by=UserFactory())
    assert unsettled(record) == {failed}
    make_document(record, by=sender)

    assert unsettled(record) == set()
    assert waiting() == 0


def test_nothing_is_told_of_one_that_was_taken_away(record, failed, sender):
    tell(failed)

    documents.remove(failed, by=sender)

    assert waiting() == 0


def test_one_that_waits_is_told_of_after_the_minutes_that_are_set(record):
    document, now = make_document(record), timezone.now()

    with time_machine.travel(now + timedelta(minutes=59)):
        assert unsettled(record) == set()
    with time_machine.travel(now + timedelta(minutes=61)):
        assert unsettled(record) == {document}
    assert queries.kind_of(document) == queries.WAITING
    record.partnership.settings = {queries.WAITS.key: 5}
    with time_machine.travel(now + timedelta(minutes=6)):
        assert unsettled(record) == {document}


def test_whoever_saw_that_it_waits_hears_when_it_fails(record, sender, clamd):
    document = make_document(record, content=MARKED, called="Bad.txt")
    settling.settle(document, who=("user", sender.pk))

    documents.check(record.partnership, document_id=str(document.pk))

    document.refresh_from_db()
    assert document.state == State.UNSAFE
    assert unsettled(record) == {document}


def test_what_is_told_no_more_is_taken_away(record, clamd):
    waits = make_document(record, content=pdf())
    long_ago = timezone.now() - timedelta(days=1)
    type(waits).objects.filter(pk=waits.pk).update(created_at=long_ago)
    tell(waits)
    settling.hush(record.partnership)
    assert waiting() == 1

    documents.check(record.partnership, document_id=str(waits.pk))
    settling.hush(record.partnership)

    assert waiting() == 0
