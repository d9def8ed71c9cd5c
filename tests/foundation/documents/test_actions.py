import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.documents import queries, storing
from saltmarsh.foundation.documents.lifecycle import Problem, State
from saltmarsh.foundation.documents.models import Document
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.keyring import queries as keys
from saltmarsh.foundation.keyring.queries import Erased
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.vault.chunks import CHUNK
from tests.factories.documents import (
    AUTHOR,
    WORDS,
    arrived,
    docx,
    make_checked,
    make_document,
    pdf,
)
from tests.factories.foundation import PartnershipFactory, TeamFactory, UserFactory
from tests.scanner import EICAR, MARKED, STREAM_LIMIT


@pytest.fixture
def record(partnership):
    """Any record of a partnership: documents do not know of what kind."""
    return TeamFactory(partnership=partnership)


def blob(document):
    folder = Path(settings.DOCUMENTS) / "kept"
    return folder / str(document.partnership_id) / str(document.blob)


def read(document):
    with queries.content_of(document) as content:
        return content.read()


def check(document):
    documents.check(document.partnership, document_id=str(document.pk))
    document.refresh_from_db()


def test_what_is_attached_is_held_back_sealed_and_will_be_checked(record):
    document = make_document(record, called="C:\\files\\Jamie <Example>.exe")

    assert (document.state, document.kind) == (State.HELD, "pdf")
    assert document.name == "Jamie Example.pdf"
    on_disk = blob(document).read_bytes()
    assert len(on_disk) > document.size
    for secret in (AUTHOR, WORDS, "%PDF"):
        assert secret.encode() not in on_disk
    assert b"Jamie" not in bytes(document.sealed_name)
    [job] = ProcrastinateJob.objects.filter(task_name="documents.scan")
    assert job.args["document"] == str(document.pk)
    assert Event.objects.filter(name="document.added").count() == 1


def test_nothing_is_left_on_its_way_once_it_is_kept(record):
    make_document(record)

    assert list(storing.incoming().iterdir()) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "must be a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "must be a PDF"),
        ("\xd0 WordDocument".encode("utf-16-le"), "must be a PDF"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "older Word format",
        ),
        (b"", "empty"),
    ],
)
def test_a_file_of_another_kind_is_refused_whatever_its_name_is(
    record, content, reason
):
    with pytest.raises(Refused, match=reason):
        documents.attach(
            arrived(record.partnership, content),
            about=record,
            by=UserFactory(),
        )

    assert not Document.objects.exists()
    assert list(storing.incoming().iterdir()) == []


def test_a_file_above_the_limit_is_refused(record):
    partnerships.change_settings(
        record.partnership, values={"documents.most_megabytes": 1}, by=UserFactory().pk
    )
    most = queries.most_bytes(record.partnership)
    file = arrived(record.partnership, b"a" * (most + 1), most=most)

    with pytest.raises(Refused, match="smaller than 1 MB"):
        documents.attach(file, about=record, by=None)

    assert list(storing.incoming().iterdir()) == []


def test_no_more_than_so_many_are_attached_to_one_record(record):
    partnerships.change_settings(
        record.partnership, values={"documents.most": 1}, by=UserFactory().pk
    )
    make_document(record)

    with pytest.raises(Refused, match="1 document at most"):
        make_document(record)
    make_document(TeamFactory(partnership=record.partnership))


@pytest.mark.parametrize("content", [pdf(), docx(), b"Plainly written."])
def test_what_passes_is_cleaned_and_opens(record, clamd, content):
    document = make_checked(record, content=content)

    assert (document.state, document.problem) == (State.READY, "")
    found = read(document)
    assert AUTHOR.encode() not in found
    assert document.size == len(found)


def test_the_copy_that_came_is_deleted_once_it_was_cleaned(
    record, clamd, django_capture_on_commit_callbacks
):
    document = make_document(record)
    before = blob(document)

    with django_capture_on_commit_callbacks(execute=True):
        check(document)

    assert not before.exists()
    assert blob(document).exists()


@pytest.mark.parametrize("content", [EICAR, MARKED])
def test_what_the_scanner_knows_is_deleted_and_never_opens(
    record, clamd, content, django_capture_on_commit_callbacks
):
    document = make_document(record, content=content)

    with django_capture_on_commit_callbacks(execute=True):
        check(document)

    assert (document.state, document.problem) == (State.UNSAFE, Problem.VIRUS)
    assert not blob(document).exists()
    event = Event.objects.get(name="document.refused")
    assert event.codes == {"problem": "virus"}


def test_while_the_scanner_is_away_a_document_stays_held(record, settings):
    document = make_document(record)

    check(document)

    assert (document.state, document.problem) == (State.HELD, Problem.AWAY)
    assert blob(document).exists()


def test_it_is_checked_again_once_the_scanner_is_back(
    record, running_scanner, settings
):
    document = make_document(record)
    check(document)
    assert documents.look_again(record.partnership) == 0

    settings.CLAMD = running_scanner
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert documents.look_again(record.partnership) == 1
    check(document)

    assert document.state == State.READY
    assert documents.look_again(record.partnership) == 0


def test_a_line_that_the_scanner_cuts_is_not_a_pass(record, clamd):
    document = make_document(record, content=b"a word " * STREAM_LIMIT)

    check(document)
    first = document.look_at
    check(document)

    assert (document.state, document.problem) == (State.HELD, Problem.CUT)
    assert document.look_at > first + timedelta(seconds=50)


def test_what_the_scanner_never_reads_is_tried_less_and_less_often(record, clamd):
    document = make_document(record, content=b"a word " * STREAM_LIMIT)
    document.tries = 20
    document.save()

    check(document)

    assert document.look_at > timezone.now() + timedelta(hours=5)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (pdf(password="secret"), Problem.VIRUS),  # the scanner alerts to it first
        (b"%PDF-1.7 and then nothing that makes sense", Problem.BROKEN),
        (docx(**{"word/vbaProject.bin": b"0"}), Problem.MACROS),
        (b"a" * 5000 + b"\0\1", Problem.BROKEN),
    ],
)
def test_what_cannot_be_cleaned_is_refused_with_the_reason(
    record, clamd, content, problem
):
    assert make_checked(record, content=content).problem == problem


def test_a_file_that_was_damaged_on_its_disk_is_refused(record, clamd):
    document = make_document(record)
    kept = blob(document)
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-1])

    check(document)

    assert (document.state, document.problem) == (State.REFUSED, Problem.BROKEN)


def test_a_document_is_checked_once(record, clamd):
    document = make_checked(record)
    before = document.blob

    check(document)

    assert document.blob == before


def test_what_is_handed_over_opens_under_its_new_record_alone(record, clamd):
    document = make_checked(record, content=pdf(size=2 * CHUNK))
    other = TeamFactory(partnership=record.partnership)

    assert documents.hand_over(record, to=other, by=None) == 1
    keyring.erase(record.partnership, file_id=record.pk, by=None)

    document.refresh_from_db()
    keys.forget()
    assert (document.about_id, document.file_id) == (other.pk, other.pk)
    assert document.name == "Seen.pdf"
    assert read(document).startswith(b"%PDF")


def test_a_document_dies_with_the_key_of_its_record(record, clamd):
    document = make_checked(record)
    kept = blob(document)

    keyring.erase(record.partnership, file_id=record.pk, by=None)

    with pytest.raises(Erased):
        read(document)
    os.utime(kept, (0, 0))
    assert documents.sweep(record.partnership) == 1
    assert not kept.exists()


def test_the_sweep_leaves_what_is_named_and_what_is_new(record):
    named, stray = make_document(record), arrived(record.partnership, b"x")
    stray.keep()
    os.utime(blob(named), (0, 0))

    assert documents.sweep(record.partnership) == 0
    assert storing.left_behind(uuid.uuid4(), timezone.now())


def test_the_sweep_deletes_what_no_record_names(record):
    stray = arrived(record.partnership, b"x")
    stray.keep()
    foreign = storing.store().path / f"{record.partnership.pk}/lost+found"
    Path(foreign).touch()
    abandoned = arrived(record.partnership, b"y")
    in_a_week = timezone.now() + timedelta(days=7)

    with time_machine.travel(in_a_week):
        assert documents.sweep(record.partnership) == 1

    assert not abandoned.path.exists()


def test_what_is_removed_is_gone(record, django_capture_on_commit_callbacks):
    document = make_document(record)
    kept = blob(document)

    with django_capture_on_commit_callbacks(execute=True):
        documents.remove(document, by=UserFactory())

    assert not Document.objects.exists()
    assert not kept.exists()
    assert Event.objects.filter(name="document.removed").exists()


def test_what_is_about_a_forgotten_record_is_forgotten(
    record, django_capture_on_commit_callbacks
):
    document, other = make_document(record), PartnershipFactory()
    partnerships.enter(record.partnership)

    with django_capture_on_commit_callbacks(execute=True):
        assert documents.forget(record.partnership, [record.pk, other.pk]) == 1

    assert not blob(document).exists()
    assert documents.forget(record.partnership, [record.pk]) == 0


def test_an_event_names_who_sent_it_without_an_account(record):
    key = uuid.uuid4()
    file = arrived(record.partnership, b"Plainly written.")

    documents.attach(file, about=record, by=None, holder=("link", key))

    event = Event.objects.get(name="document.added")
    assert (event.by_kind, event.by) == ("link", key)


def test_a_document_can_be_sealed_under_another_file(record):
    case = TeamFactory(partnership=record.partnership)
    file = arrived(record.partnership, b"Plainly written.")

    document = documents.attach(file, about=record, under=case.pk, by=None)

    keyring.erase(record.partnership, file_id=case.pk, by=None)
    with pytest.raises(Erased):
        read(document)
