import io

import pytest
from pikepdf import Name, Pdf

from saltmarsh.foundation.documents import binding
from saltmarsh.foundation.documents.press import Press
from tests.foundation.documents.legible import pages_of

PAGE = "<!DOCTYPE html><html lang='en'><title>Page</title>{}</html>"
LONG = "<h1>Estuary</h1>" + "<p>Reeds and mud.</p>" * 80


@pytest.fixture(scope="module")
def whole():
    with Press() as running:
        parts = [running.printed(PAGE.format(each)) for each in ("<h1>A</h1>", LONG)]
        mark = running.printed(PAGE.format("<p>Opened by Kim</p>"))
    return binding.bound(parts, mark=mark, title="Papers", language="en-gb")


def test_the_mark_is_on_every_page(whole):
    pages = pages_of(whole)

    assert len(pages) > 2
    assert all("Opened by Kim" in page for page in pages)


def test_the_whole_stays_tagged(whole):
    with Pdf.open(io.BytesIO(whole)) as pdf:
        root = pdf.Root.StructTreeRoot
        numbered = dict(binding.entries(root.ParentTree))
        assert pdf.Root.MarkInfo.Marked
        assert [kid.S for kid in root.K[0].K] == [Name.Part, Name.Part]
        counted = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(counted)) == len(counted)
        assert set(counted) <= set(numbered)
        first = numbered[int(pdf.pages[1].obj.StructParents)][0]
        assert first.Pg.objgen == pdf.pages[1].obj.objgen


def test_the_whole_says_what_it_is(whole):
    with Pdf.open(io.BytesIO(whole)) as pdf, pdf.open_metadata() as about:
        assert about["dc:title"] == "Papers"
        assert about["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "en-gb"
