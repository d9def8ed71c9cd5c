"""Documents that go with a paper, as those who prepare the meeting add them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.documents.models import Document
from tests.casework.meetings.room import make_meeting, on_agenda
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_officer
from tests.factories.documents import make_checked, make_document, pdf
from tests.web.public.journeys import text_of

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


@pytest.fixture
def item(officer):
    return on_agenda(make_meeting(officer, in_days=3), listed(officer), by=officer)


def at(name, item, *keys):
    return reverse(f"desk:{name}", args=[item.pk, *keys])


def send(client, item, content, called="Timetable.pdf"):
    files = [SimpleUploadedFile(called, content)]
    return client.post(at("item-documents", item), {"documents": files})


def test_one_is_added_after_a_warning_and_listed_as_being_checked(client, item):
    assert at("item-documents", item) in client.get(at("item", item)).text
    asked = text_of(client.get(at("item-documents", item)))
    assert "extremist or terrorist material" in asked
    assert "protectively marked" in asked
    assert "Ring:" in asked

    send(client, item, pdf())

    document = Document.objects.get()
    assert (document.about_id, document.file_id) == (item.pk, item.case_id)
    assert document.added_by == client.member.user
    shown = client.get(at("item", item))
    assert "Timetable.pdf" in text_of(shown)
    assert "Being checked" in text_of(shown)
    assert "Download" not in text_of(shown)
    assert client.get(at("item-document", item, document.pk)).status_code == 404


def test_the_older_word_format_is_refused_beside_the_field(client, item):
    answer = send(client, item, OLD_WORD, "Notes.doc")

    assert "Notes.doc: The file is of the older Word format (.doc)" in text_of(answer)
    assert "Save it as Word (.docx) or PDF" in text_of(answer)
    assert 'id="id_documents-error"' in answer.text
    assert not Document.objects.exists()


def test_what_is_checked_is_a_download_that_the_log_tells_of(client, item, clamd):
    document = make_checked(item, under=item.case_id)
    place = at("item-document", item, document.pk)
    assert place in client.get(at("item", item)).text
    assert place in client.get(at("item-paper", item)).text

    answer = client.get(place)

    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert answer.getvalue().startswith(b"%PDF")
    event = Event.objects.filter(subject="desk:item-document").latest("created_at")
    assert {document.pk, item.pk, item.case_id} <= set(event.subject_ids)


def test_one_is_taken_off_before_the_meeting(client, item):
    document = make_document(item, under=item.case_id)
    place = at("item-document-off", item, document.pk)
    assert place in client.get(at("item", item)).text
    assert "Seen.pdf" in text_of(client.get(place))

    answer = client.post(place)

    assert answer.url == at("item", item)
    assert not Document.objects.exists()


def test_none_is_taken_off_once_the_meeting_has_begun(client, item):
    document = make_document(item, under=item.case_id)
    place = at("item-document-off", item, document.pk)
    item.meeting.starts_at = item.meeting.created_at
    item.meeting.save()

    assert place not in client.get(at("item", item)).text
    assert "The meeting has begun" in text_of(client.post(place))
    assert Document.objects.exists()


def test_none_is_added_once_the_papers_are_closed(client, item):
    item.meeting.state = "cancelled"
    item.meeting.save()

    assert at("item-documents", item) not in client.get(at("item", item)).text
    answer = send(client, item, pdf())

    assert answer.status_code == 409
    assert "The meeting was cancelled" in text_of(answer)
    assert not Document.objects.exists()


def test_another_team_reaches_nothing_of_it(item, partnership, sign_in, clamd):
    document = make_checked(item, under=item.case_id)
    stranger = make_officer(partnership)
    client = sign_in(stranger.role, member=stranger)

    for name, keys in [
        ("item-documents", []),
        ("item-document", [document.pk]),
        ("item-document-off", [document.pk]),
    ]:
        assert client.get(at(name, item, *keys)).status_code == 404
