"""Documents that a partner sends with a referral."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saltmarsh.access.permissions import Role
from saltmarsh.casework.referrals import drafts
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.documents import storing
from saltmarsh.foundation.documents.models import Document
from tests.casework.triage.desk import make_officer
from tests.factories.casework import publish
from tests.factories.documents import AUTHOR, pdf
from tests.factories.foundation import MembershipFactory, TeamFactory
from tests.scanner import EICAR
from tests.web.partners.referrals.test_views import START, TOLD
from tests.web.public.journeys import text_of, walk


@pytest.fixture
def partner(partnership, sign_in):
    publish(partnership)
    TeamFactory(partnership=partnership)
    return sign_in(Role.PARTNER)


@pytest.fixture
def check_page(partner):
    told = {
        "organisation": "A school",
        "referrer_name": "Sam Teacher",
        "reply_email": "sam@school.example",
    }
    return walk(partner, TOLD | told, start=START)


@pytest.fixture
def shelf(check_page):
    return check_page.replace("/check", "/documents")


def file(content=None, name="Seen.pdf"):
    return SimpleUploadedFile(name, content or pdf())


def test_the_page_warns_and_says_whom_to_ring(partner, shelf, partnership):
    partnership.settings = {"documents.ring": "Kim Duty, 01632 960 001"}
    partnership.save()

    page = text_of(partner.get(shelf))

    assert "extremist or terrorist material" in page
    assert "protectively marked" in page
    assert "Kim Duty, 01632 960 001" in page
    assert "each smaller than 10 MB, and 5 at most" in page


def test_without_a_setting_the_numbers_of_the_site_are_shown(partner, shelf):
    assert (
        "Anti-Terrorist" in partner.get(shelf).text or "101" in partner.get(shelf).text
    )


def test_a_document_is_added_and_shown_as_uploaded_already(partner, shelf, check_page):
    answer = partner.post(shelf, {"documents": [file(), file(b"Notes.", "a.txt")]})

    assert (answer.status_code, answer.url) == (302, shelf)
    page = text_of(partner.get(shelf))
    assert "Uploaded already" in page
    assert "Seen.pdf" in page
    assert "a.txt" in page
    assert "Being checked" in page
    assert "Seen.pdf" in text_of(partner.get(check_page))


def test_going_on_keeps_what_was_chosen(partner, shelf, check_page):
    answer = partner.post(shelf, {"documents": [file()], "onward": "yes"})

    assert answer.url == check_page
    assert Document.objects.count() == 1


def test_what_is_right_is_kept_when_something_else_is_wrong(partner, shelf):
    wrong = file(b"\x89PNG\r\n\x1a\n", "face.pdf")

    answer = partner.post(shelf, {"documents": [file(), wrong], "onward": "yes"})

    page = text_of(answer)
    assert answer.status_code == 200
    assert "face.pdf: The file must be a PDF" in page
    assert "Uploaded already" in page
    assert [one.name for one in Document.objects.all()] == ["Seen.pdf"]
    assert list(storing.incoming().iterdir()) == []


def test_a_file_above_the_limit_is_not_kept(partner, shelf, partnership):
    partnership.settings = {"documents.most_megabytes": 1}
    partnership.save()

    page = text_of(
        partner.post(shelf, {"documents": [file(b"a" * 1_000_001, "a.txt")]})
    )

    assert "must be smaller than 1 MB" in page
    assert not Document.objects.exists()
    assert list(storing.incoming().iterdir()) == []


def test_a_document_is_taken_away_when_that_is_confirmed(partner, shelf):
    partner.post(shelf, {"documents": [file()]})
    remove = f"{shelf}/{Document.objects.get().pk}/remove"

    assert "Seen.pdf" in text_of(partner.get(remove))
    assert partner.post(remove).url == shelf

    assert not Document.objects.exists()


def test_a_document_goes_with_the_referral_and_is_read_at_the_desk(
    partner, shelf, check_page, partnership, clamd, sign_in
):
    partner.post(shelf, {"documents": [file()]})
    partner.post(check_page)
    referral, document = partnership.referrals.get(), Document.objects.get()
    assert (document.about_id, document.file_id) == (referral.pk, referral.pk)
    member = make_officer(partnership, referral.team)
    officer = sign_in(member.role, member=member)
    address = f"/desk/referrals/{referral.reference}"
    there = f"{address}/documents/{document.pk}"
    assert "Being checked" in text_of(officer.get(address))
    assert officer.get(there).status_code == 404

    documents.check(partnership, document_id=str(document.pk))

    assert there in officer.get(address).text
    answer = officer.get(there)
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"%PDF")
    assert AUTHOR.encode() not in content
    assert answer["Content-Disposition"] == 'attachment; filename="Seen.pdf"'
    assert answer["Content-Length"] == str(len(content))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store"
    opened = Event.objects.get(name="page.opened", subject="desk:document")
    assert set(opened.subject_ids) == {referral.pk, document.pk}


def test_a_partner_sees_what_became_of_what_they_sent(
    partner, shelf, check_page, partnership, clamd
):
    partner.post(shelf, {"documents": [file(EICAR, "letter.txt")]})
    partner.post(check_page)
    documents.check(partnership, document_id=str(Document.objects.get().pk))

    page = text_of(
        partner.get(f"/partners/sent/{partnership.referrals.get().reference}")
    )

    assert "letter.txt" in page
    assert "The virus scanner found something in it. It was deleted." in page


def test_nothing_is_added_to_what_was_sent(partner, shelf, check_page):
    partner.post(check_page)

    assert partner.get(shelf).status_code == 404
    assert partner.post(shelf, {"documents": [file()]}).status_code == 404
    assert not Document.objects.exists()
    assert list(storing.incoming().iterdir()) == []


def test_another_partner_reaches_neither_the_page_nor_a_document(
    partner, shelf, partnership, sign_in
):
    partner.post(shelf, {"documents": [file()]})
    other = sign_in(
        Role.PARTNER, member=MembershipFactory(partnership=partnership, role="partner")
    )

    assert other.get(shelf).status_code == 404
    assert other.get(f"{shelf}/{Document.objects.get().pk}/remove").status_code == 404


def test_a_document_of_another_record_is_not_opened_here(
    partner, shelf, check_page, partnership, sign_in
):
    partner.post(shelf, {"documents": [file()]})
    remove = f"{shelf}/{uuid.uuid4()}/remove"

    assert partner.get(remove).status_code == 404


def test_a_forgotten_draft_takes_its_documents_with_it(
    partner, shelf, partnership, django_capture_on_commit_callbacks
):
    partner.post(shelf, {"documents": [file()]})
    document = Document.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        drafts.forget(partnership.drafts.get())

    assert not Document.objects.exists()
    with pytest.raises(FileNotFoundError):
        storing.store().open(storing.name(partnership.pk, document.blob))
