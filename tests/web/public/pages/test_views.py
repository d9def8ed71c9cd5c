import gzip

import pytest
from django.conf import settings

from saltmarsh.access.permissions import Role
from saltmarsh.community.content import queries as content
from tests.factories.community import PageVersionFactory

PAGES = {
    "/": "Prevent",
    "/get-help-now": "Get help now",
    "/report-online-material": "Report online material",
    "/strategy": "Strategy and action plan",
    "/complaints": "Complain about Prevent",
    "/privacy": "How we use information",
    "/privacy/children": "Your information – for children and young people",
    "/accessibility": "Accessibility statement",
    "/cookies": "Cookies",
    "/other-ways": "Other ways to tell us or to ask for help",
    "/what-happens-next": "What happens after you tell us",
}
WIRE = 100_000  # bytes of the first page with everything it loads


@pytest.mark.parametrize(("address", "title"), PAGES.items())
def test_every_page_is_there_for_everyone(visitor, address, title):
    page = visitor.get(address)

    assert page.status_code == 200
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in page.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_help_one_tap_away_and_a_way_out(visitor, address):
    page = visitor.get(address).content.decode()

    assert 'href="/get-help-now"' in page
    assert "Leave this page quickly" in page


@pytest.mark.parametrize("address", PAGES)
def test_no_page_that_only_informs_sets_a_cookie(visitor, address):
    assert not visitor.get(address).cookies


def test_a_page_about_nothing_is_not_there(visitor):
    assert visitor.get("/content/nothing").status_code == 404


def test_help_is_a_list_of_numbers_to_call(visitor):
    page = visitor.get("/get-help-now").content.decode()

    for number in ("999", "101", "18001101", "0800789321", "08000113764"):
        assert f'href="tel:{number}"' in page


def test_the_support_line_is_never_shown_as_closed(visitor):
    page = visitor.get("/get-help-now").content.decode()

    assert "9am to 5pm every day" in page
    assert "specialist police officers answer" in page
    assert "closed" not in page.lower()


def test_a_page_shows_what_the_partnership_wrote(visitor, partnership):
    PageVersionFactory(partnership=partnership, title="Ours", published=True)

    assert "Ours</h1>" in visitor.get("/strategy").content.decode()


def test_a_draft_is_nobodys_to_read(visitor, partnership):
    PageVersionFactory(partnership=partnership, title="Secret plan")

    assert "Secret plan" not in visitor.get("/strategy").content.decode()


def test_another_partnerships_words_are_not_shown(visitor):
    PageVersionFactory(title="Elsewhere", published=True)

    assert "Elsewhere" not in visitor.get("/strategy").content.decode()


def test_a_page_takes_few_queries(visitor, django_assert_max_num_queries):
    visitor.get("/")

    # The partnership; the transaction, read only, and its tenant; the page; its end.
    with django_assert_max_num_queries(6):
        visitor.get("/")


def test_the_first_page_is_light(visitor):
    """All that it loads, as it comes over the wire: the page itself compressed as a
    server in front would, the files as they are compressed at set-up.
    """
    page = visitor.get("/").content
    files = ["app.css", "app.js", "start.js", "govuk-frontend.min.js", "favicon.svg"]
    static = settings.SRC / "design" / "static"
    parts = [page, *((static / name).read_bytes() for name in files)]

    assert sum(len(gzip.compress(part)) for part in parts) < WIRE


def test_the_language_is_remembered_and_the_visitor_comes_back(visitor):
    answer = visitor.post("/language", {"language": "cy", "back": "/strategy?a=1"})
    page = visitor.get("/strategy").content.decode()

    assert answer["Location"] == "/strategy?a=1"
    assert answer.cookies["language"].value == "cy"
    assert '<html lang="cy"' in page


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", ""])
def test_the_switch_leads_nowhere_else(visitor, back):
    answer = visitor.post("/language", {"language": "cy", "back": back})

    assert answer["Location"] == "/"


def test_a_language_that_there_is_not_is_not_remembered(visitor):
    assert not visitor.post("/language", {"language": "xx", "back": "/"}).cookies


def test_the_language_is_not_changed_by_reading(visitor):
    assert not visitor.get("/language").cookies


def test_a_page_without_welsh_says_so_in_welsh_and_is_marked_english(visitor):
    visitor.cookies["language"] = "cy"

    page = visitor.get("/strategy").content.decode()

    assert "Nid yw’r dudalen hon ar gael yn Gymraeg eto" in page
    assert '<div class="app-content" lang="en">' in page


def test_a_page_in_welsh_is_not_marked(visitor, partnership):
    told = {"language": "cy", "title": "Ein strategaeth", "published": True}
    PageVersionFactory(partnership=partnership, **told)
    visitor.cookies["language"] = "cy"

    page = visitor.get("/strategy").content.decode()

    assert '<div class="app-content">' in page
    assert "Ein strategaeth</h1>" in page


def test_a_partnership_has_its_own_colour(visitor, partnership):
    partnership.settings = {"brand.colour": "#5a1a4b"}
    partnership.save()
    name, css = content.stylesheet(partnership)

    page, sheet = visitor.get("/").content.decode(), visitor.get(f"/{name}")

    assert f'href="/{name}"' in page
    assert sheet.content.decode() == css
    assert sheet["Content-Type"].startswith("text/css")
    assert "immutable" in sheet["Cache-Control"]


def test_an_old_colour_is_gone(visitor, partnership):
    assert visitor.get("/brand-0123456789abcdef.css").status_code == 404
    partnership.settings = {"brand.colour": "#5a1a4b"}
    partnership.save()

    assert visitor.get("/brand-0123456789abcdef.css").status_code == 404


def test_search_engines_read_only_what_is_public(visitor):
    rules = visitor.get("/robots.txt")

    assert rules["Content-Type"].startswith("text/plain")
    assert "Disallow: /desk" in rules.content.decode()


def test_a_weakness_can_be_told_once_there_is_somebody_to_tell(visitor, partnership):
    assert visitor.get("/.well-known/security.txt").status_code == 404
    partnership.settings = {"security.contact": "safe@council.example"}
    partnership.save()

    told = visitor.get("/.well-known/security.txt").content.decode()

    assert "Contact: mailto:safe@council.example\n" in told
    assert "Expires: " in told


def test_the_old_address_of_the_picture_leads_to_it(visitor):
    assert "favicon" in visitor.get("/favicon.ico")["Location"]


def test_the_programs_door_is_not_built_yet(visitor, sign_in):
    assert visitor.get("/api/v1").status_code == 404
    assert sign_in(Role.ADMINISTRATOR).get("/api/v1/referrals").status_code == 404
