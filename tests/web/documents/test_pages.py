import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saltmarsh.foundation.accounts.models import Team
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.documents import storing
from saltmarsh.foundation.documents.models import Document
from saltmarsh.foundation.refusals import Refused
from saltmarsh.web.documents.pages import download
from tests.factories.documents import make_checked, pdf
from tests.factories.foundation import TeamFactory
from tests.web.public.journeys import text_of

pytestmark = pytest.mark.urls("tests.web.documents.reply")


@pytest.fixture
def record(partnership):
    return TeamFactory(partnership=partnership)


@pytest.fixture
def reply(visitor, record):
    def _reply(answer, *contents, **more):
        files = [
            SimpleUploadedFile(f"{number}.pdf", content)
            for number, content in enumerate(contents)
        ]
        posted = {"answer": answer, "documents": files} | more
        return visitor.post(f"/reply/{record.pk}", posted)

    return _reply


def test_the_question_stands_beside_others_and_sends_in_parts(visitor, record):
    page = visitor.get(f"/reply/{record.pk}").text

    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    assert "multiple" in page


def test_what_was_uploaded_is_kept_when_another_answer_is_missing(reply, record):
    answer = reply("", pdf())

    assert "Write what you know" in text_of(answer)
    assert Document.objects.get().about_id == record.pk


def test_the_page_names_what_is_not_kept_when_its_language_changes(reply):
    answer = reply("What I know", pdf(), in_language="cy")

    assert "Choose them again: 0.pdf" in answer.text
    assert ">What I know</textarea>" in answer.text
    assert not Document.objects.exists()


def test_what_was_uploaded_is_kept_when_the_action_refuses(reply):
    answer = reply("refuse", pdf())

    assert "This was answered already." in text_of(answer)
    assert Document.objects.count() == 1
    assert not Team.objects.filter(name="Written by the action").exists()


def test_what_is_wrong_with_a_file_keeps_the_action_from_being_done(reply):
    answer = reply("What I know", pdf(), b"\x89PNG\r\n\x1a\n")

    assert "1.pdf: The file must be a PDF" in text_of(answer)
    assert "What I know" in answer.text
    assert Document.objects.count() == 1
    assert not Team.objects.filter(name="Written by the action").exists()


def test_the_holder_of_a_link_is_named_by_its_key(reply, record):
    assert reply("What I know", pdf()).content == b"answered"

    event = Event.objects.get(name="document.added")
    assert (event.by_kind, event.by) == ("link", record.pk)


def test_no_file_is_needed(reply):
    assert reply("What I know").content == b"answered"


def test_more_than_may_be_added_is_said_at_the_question(reply, partnership):
    partnership.settings = {"documents.most": 1}
    partnership.save()

    answer = reply("What I know", pdf(), pdf())

    assert "1.pdf: You can add 1 document at most" in text_of(answer)


def test_a_document_that_opens_no_more_is_refused(record, clamd):
    document = make_checked(record)
    storing.delete(document.partnership_id, document.blob)

    with pytest.raises(Refused, match="can no longer be opened"):
        download(document)
