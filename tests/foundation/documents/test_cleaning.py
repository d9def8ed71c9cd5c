import io
import zipfile

import pikepdf
import pytest

from saltmarsh.foundation.documents import cleaning
from saltmarsh.foundation.documents.cleaning import cleaned
from saltmarsh.foundation.documents.lifecycle import Problem
from saltmarsh.foundation.documents.uncleanable import Uncleanable
from tests.factories import documents
from tests.factories.documents import AUTHOR, WORDS, docx, pdf


def cleaned_pdf(content=None):
    return cleaned("pdf", io.BytesIO(content or pdf()))


def parts(content):
    with zipfile.ZipFile(io.BytesIO(cleaned("docx", io.BytesIO(content)))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pdf_keeps_its_words_and_loses_its_author():
    found = cleaned_pdf()

    assert AUTHOR.encode() not in found
    with pikepdf.open(io.BytesIO(found)) as file:
        assert WORDS.encode() in file.pages[0].Contents.read_bytes()
        assert "/Metadata" not in file.Root
        assert len(file.docinfo) == 0


def test_a_pdf_loses_what_acts_and_what_is_tucked_inside():
    with pikepdf.open(io.BytesIO(cleaned_pdf())) as file:
        assert "/OpenAction" not in file.Root
        assert "/PieceInfo" not in file.Root
        assert len(file.attachments) == 0
        assert len(file.pages[0].Annots) == 0


def test_what_an_editor_left_in_an_earlier_version_is_gone():
    first = pdf()
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(first)) as file:
        file.pages[0].Contents = file.make_stream(b"BT (Redacted) Tj ET")
        file.save(made)
    # As an editor does that adds its changes at the end and leaves what was.
    both = first + b"\n" + made.getvalue()[made.getvalue().index(b"%PDF") :]

    assert WORDS.encode() not in cleaned_pdf(both)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (pdf(password="secret"), Problem.PASSWORD),
        (b"%PDF-1.4 but nothing else", Problem.BROKEN),
    ],
)
def test_a_pdf_that_cannot_be_cleaned_says_why(content, problem):
    with pytest.raises(Uncleanable) as found:
        cleaned_pdf(content)

    assert found.value.problem == problem


def test_a_word_document_keeps_its_words_and_loses_its_author():
    found = parts(docx())

    assert WORDS.encode() in found["word/document.xml"]
    assert not any(AUTHOR.encode() in part for part in found.values())
    assert "docProps/core.xml" not in found
    assert b"docProps" not in found["_rels/.rels"] + found["[Content_Types].xml"]
    assert b"rsid" not in found["word/settings.xml"]
    assert b"zoom" in found["word/settings.xml"]


def test_a_hidden_part_is_found_wherever_it_lies():
    relations = documents.RELATIONS.replace(b"docProps/core.xml", b"/elsewhere/of.xml")
    content = docx(**{"_rels/.rels": relations, "elsewhere/of.xml": documents.CORE})

    assert "elsewhere/of.xml" not in parts(content)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"word/vbaProject.bin": b"0"}, Problem.MACROS),
        ({"word/activeX/activeX1.bin": b"0"}, Problem.MACROS),
        ({"word/embeddings/oleObject1.bin": b"0"}, Problem.MACROS),
        ({"word/settings.xml": b"<settings"}, Problem.BROKEN),
        ({"word/settings.xml": b"<!DOCTYPE s [<!ENTITY a 'a'>]><s/>"}, Problem.BROKEN),
        ({"word/media/filling.bin": bytes(200_000_001)}, Problem.HUGE),
    ],
)
def test_a_word_document_that_cannot_be_cleaned_says_why(more, problem):
    with pytest.raises(Uncleanable) as found:
        parts(docx(**more))

    assert found.value.problem == problem


def test_a_word_document_that_is_no_archive_is_broken():
    with pytest.raises(Uncleanable):
        parts(docx()[:-40])


def test_a_document_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(cleaning, "PATIENCE", 0.01)

    with pytest.raises(Uncleanable) as found:
        cleaned_pdf()

    assert found.value.problem == Problem.HUGE


def test_what_breaks_its_parser_breaks_nothing_else():
    with pytest.raises(Uncleanable) as found:
        cleaning.parsed("a kind that nobody knows", b"")

    assert found.value.problem == Problem.HUGE


def test_a_document_that_takes_more_memory_than_it_may_is_refused():
    body = b'<a w:author="" xmlns:w="w">' + b"<a/>" * 12_000_000 + b"</a>"

    with pytest.raises(Uncleanable):
        parts(docx(**{"word/comments.xml": body}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_kept_as_utf_8(encoding):
    written = "Café, 5 €".encode(encoding)

    assert cleaned("txt", io.BytesIO(written)) == "Café, 5 €".encode()


@pytest.mark.parametrize("content", [b"a\0b", b"\xff\xfe\0\xd8", b"\x81"])
def test_what_nobody_types_is_no_text(content):
    with pytest.raises(Uncleanable):
        cleaned("txt", io.BytesIO(content))
