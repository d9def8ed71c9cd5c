import io

import pytest
from pikepdf import Pdf

from saltmarsh.foundation.documents import press
from saltmarsh.foundation.documents.press import Press, Unprinted
from tests.foundation.documents.legible import pages_of

PAGE = "<!DOCTYPE html><html lang='en'><title>Page</title><h1>{}</h1></html>"


def test_pages_are_printed_one_after_the_other():
    with Press() as running:
        made = [running.printed(PAGE.format(word)) for word in ("Marsh", "Estuary")]

    assert [pages_of(each) for each in made] == [["Marsh"], ["Estuary"]]
    for each in made:
        with Pdf.open(io.BytesIO(each)) as pdf:
            assert pdf.Root.MarkInfo.Marked


def test_a_printed_page_fetches_nothing(tmp_path):
    style = tmp_path / "style.css"
    style.write_text("h1::after { content: 'fetched' }")
    linked = f"<link rel=stylesheet href='{style.as_uri()}'>" + PAGE.format("Marsh")

    with Press() as running:
        assert pages_of(running.printed(linked)) == ["Marsh"]


def test_a_process_that_ended_prints_nothing():
    with Press() as running:
        running.process.kill()
        running.process.wait()
        with pytest.raises(Unprinted):
            running.printed(PAGE.format("Marsh"))


def test_a_machine_without_pango_cannot_print(monkeypatch):
    press.is_there.cache_clear()
    monkeypatch.setattr(press, "PANGO", ("libnowhere.so.0",))

    assert not press.is_there()
    press.is_there.cache_clear()
