import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.casework.referrals.queries import IDLE_MINUTES, SAVED_DAYS
from tests.factories.community import PageVersionFactory
from tests.factories.foundation import PartnershipFactory

PAGE = "/manage/content/strategy/en"
WORDS = {"title": "Our plan", "summary": "", "body": "We listen.", "base": "0"}


@pytest.fixture
def editor(sign_in):
    return sign_in(Role.CONTENT_EDITOR)


def test_every_page_is_listed_in_each_language(editor, partnership):
    PageVersionFactory(partnership=partnership, published=True)
    PageVersionFactory(partnership=partnership, version=2)

    page = editor.get("/manage/content").content.decode()

    assert 'href="/manage/content/home/cy"' in page
    assert "Your version 1" in page
    assert "Draft</strong>" in page
    assert "The English page" in page


def test_an_editor_starts_from_our_words(editor):
    page = editor.get(PAGE).content.decode()

    assert "Strategy and action plan" in page
    assert 'name="base" value="0"' in page
    assert "{police_force}" in page


def test_a_preview_says_what_the_partnership_has_set(editor, partnership):
    partnership.settings = {IDLE_MINUTES.key: 41, SAVED_DAYS.key: 13}
    partnership.save()

    page = editor.get("/manage/content/cookies/en/preview").text

    assert "41 minutes after you stop" in page
    assert "up to 13 days" in page
    assert "41" in editor.get("/manage/content/cookies/en").text


def test_saving_leads_to_the_preview_of_a_draft(editor, partnership):
    answer = editor.post(PAGE, WORDS)
    page = editor.get(answer["Location"]).content.decode()

    assert answer["Location"] == f"{PAGE}/preview"
    assert "This is version 1, a draft" in page
    assert '<p class="govuk-body">We listen.</p>' in page
    assert not partnership.page_versions.in_force().exists()


def test_a_draft_is_published_after_it_was_looked_at(editor, visitor, partnership):
    PageVersionFactory(partnership=partnership)

    editor.post(f"{PAGE}/publish", {"version": "1"})

    assert "Our strategy" in visitor.get("/strategy").content.decode()
    assert "which is published" in editor.get(f"{PAGE}/preview").content.decode()


def test_a_wrong_page_is_drawn_again_as_it_was_typed(editor, partnership):
    page = editor.post(PAGE, WORDS | {"body": "Call {nobody}"}).content.decode()

    assert "There is no setting called {nobody}" in page
    assert "Call {nobody}</textarea>" in page
    assert not partnership.page_versions.exists()


def test_two_editors_see_both_versions_and_lose_nothing(editor, partnership):
    PageVersionFactory(partnership=partnership)

    answer = editor.post(PAGE, WORDS)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "We plan to listen." in page
    assert "We listen.</textarea>" in page
    assert 'name="base" value="1"' in page
    editor.post(PAGE, WORDS | {"base": "1"})
    assert partnership.page_versions.count() == 2


def test_the_history_tells_who_saved_and_published(editor, partnership):
    version = PageVersionFactory(partnership=partnership, published=True)

    page = editor.get(f"{PAGE}/history").content.decode()

    assert version.by.name in page
    assert version.published_by.name in page


def test_a_page_that_nobody_changed_says_so(editor):
    page = editor.get(f"{PAGE}/history").content.decode()

    assert "Nobody has changed this page" in page
    assert "come with the service" in editor.get(f"{PAGE}/preview").content.decode()


def test_a_version_shows_what_it_changed(editor, partnership):
    PageVersionFactory(partnership=partnership)
    PageVersionFactory(partnership=partnership, version=2, body="We plan to act.\n")

    first = editor.get(f"{PAGE}/history/1").content.decode()
    second = editor.get(f"{PAGE}/history/2").content.decode()

    assert "<ins>Title: Our strategy</ins>" in first
    assert "<del>We plan to listen.</del>" in second
    assert "<ins>We plan to act.</ins>" in second


@pytest.mark.parametrize(("version", "title"), [("1", "One"), ("0", "Strategy and")])
def test_an_earlier_version_is_brought_back(editor, partnership, version, title):
    PageVersionFactory(partnership=partnership, title="One")
    PageVersionFactory(partnership=partnership, version=2, title="Two")

    answer = editor.post(f"{PAGE}/restore", {"version": version})

    assert answer["Location"] == f"{PAGE}/preview"
    assert partnership.page_versions.get(version=3).title.startswith(title)


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        (f"{PAGE}/publish", {"version": "7"}),
        (f"{PAGE}/publish", {"version": "²"}),
        (f"{PAGE}/restore", {"version": "7"}),
        (f"{PAGE}/restore", {}),
        ("/manage/content/nothing/en", WORDS),
        ("/manage/content/strategy/fr", WORDS),
        ("/manage/content/nothing/en/publish", {"version": "1"}),
    ],
)
def test_what_there_is_not_is_not_found(editor, address, sent):
    assert editor.post(address, sent).status_code == 404


def test_another_partnerships_draft_is_not_found(editor):
    PageVersionFactory(partnership=PartnershipFactory())

    assert editor.post(f"{PAGE}/publish", {"version": "1"}).status_code == 404
    assert editor.get(f"{PAGE}/history/1").status_code == 404


def test_publishing_is_a_post(editor):
    assert editor.get(f"{PAGE}/publish").status_code == 405
    assert editor.get(f"{PAGE}/restore").status_code == 405


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PARTNER, Role.AUDITOR])
def test_pages_are_for_editors(sign_in, role):
    assert sign_in(role).get("/manage/content").status_code == 403
    assert sign_in(role).post(PAGE, WORDS).status_code == 403
