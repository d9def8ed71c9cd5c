"""A school sends what it wrote down; the desk reads it once it is known to be safe."""

import io
import re

import pikepdf
from playwright.sync_api import Page, expect

from tests.factories.documents import AUTHOR, WORDS, pdf
from tests.journeys.checks import check
from tests.journeys.steps import follow, press, reference, tell
from tests.journeys.test_professional_journey import AFTER_SAVING, BEFORE_SAVING
from tests.scanner import EICAR

CHECK_SECONDS = 90


def file(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def choose(page: Page, *files: dict) -> None:
    page.get_by_label("Choose documents").set_input_files(list(files))


def wait_for(page: Page, words: str) -> None:
    """Open the page again until it says `words`: nothing on it moves by itself."""
    for _second in range(CHECK_SECONDS):
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError(f"the page never says “{words}”")


def test_a_document_goes_from_a_school_to_the_desk(signed_in, tmp_path):
    page = signed_in("partner@demo.example", javascript=False, width=320)
    press(page, "Make a referral")
    press(page, "Start now")
    tell(page, BEFORE_SAVING | AFTER_SAVING)

    follow(page, "Add or remove documents")
    check(page)
    expect(page.locator("main")).to_contain_text("extremist or terrorist material")

    # A picture that calls itself a document is refused; what is right beside it stays.
    picture = file("Board.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100))
    choose(page, file("What we wrote down.pdf", pdf()), picture)
    press(page, "Continue")
    check(page)
    expect(page.locator(".govuk-error-summary")).to_contain_text("Board.pdf")
    expect(page.locator("main")).to_contain_text("Uploaded already")
    choose(page, file("Letter.txt", EICAR))
    press(page, "Upload")
    check(page)
    press(page, "Continue")
    expect(page.locator("main")).to_contain_text("What we wrote down.pdf")
    check(page)
    press(page, "Agree and send")
    sent = reference(page)

    # The partner sees what became of each.
    page.goto(f"/partners/sent/{sent}")
    wait_for(page, "The virus scanner found something in it")
    check(page)

    # The desk downloads what is safe, without its author; the log says who did.
    desk = signed_in("triage@demo.example")
    desk.goto(f"/desk/referrals/{sent}")
    wait_for(desk, "Checked")
    check(desk)
    expect(desk.get_by_role("link", name=re.compile("Download Letter"))).to_have_count(
        0
    )
    with desk.expect_download() as caught:
        desk.get_by_role("link", name=re.compile("Download What we wrote")).click()
    assert caught.value.suggested_filename == "What we wrote down.pdf"
    caught.value.save_as(tmp_path / "saved.pdf")
    content = (tmp_path / "saved.pdf").read_bytes()
    assert AUTHOR.encode() not in content
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert WORDS.encode() in opened.pages[0].Contents.read_bytes()
    follow(desk, "Who has opened it")
    expect(desk.locator("main")).to_contain_text("A document that came with it")
    check(desk)
