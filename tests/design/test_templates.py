"""The pages and their components, drawn with what they promise to need."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import html5lib
import pytest
from django.template import engines
from django.template.backends.utils import csrf_input
from django.test import RequestFactory

from saltmarsh.design.fields import YesNo
from saltmarsh.design.forms import Form
from tests.design.drawn import words

NOW = datetime(2026, 3, 3, 14, 15, tzinfo=UTC)
SITE = SimpleNamespace(
    name="Estuary Prevent Partnership",
    service_name="Share a worry",
    links=[{"text": "Privacy", "href": "/privacy"}],
)


class Danger(Form):
    danger = YesNo("Is anyone in danger?", missing="Select yes if anyone is in danger")


def page(source, posted=None, **context):
    """Draw a page, given all that it knows, and parse it as a browser would."""
    factory = RequestFactory()
    request = factory.post("/", posted) if posted is not None else factory.get("/")
    around = {"request": request, "csrf_input": csrf_input(request), "site": SITE}
    html = engines["jinja2"].env.from_string(source).render(around | context)
    assert "<style" not in html
    assert " style=" not in html
    return html5lib.parse(html, namespaceHTMLElements=False)


def kit(call, body="", **context):
    """Draw one component of the kit: `module.macro(arguments)`."""
    module, rest = call.split(".", 1)
    macro = rest.split("(")[0]
    source = '{% from "kit/' + module + '.html" import ' + macro + " %}"
    drawn = "{% call " + rest + " %}" + body + "{% endcall %}"
    source += drawn if body else "{{ " + rest + " }}"
    html = engines["jinja2"].from_string(source).render(context)
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def all_words(tree):
    return " ".join("".join(tree.itertext()).split())


def find(tree, **attributes):
    return [
        node
        for node in tree.iter()
        if all(node.get(key) == value for key, value in attributes.items())
    ]


def headings(tree):
    return [words(node) for node in tree.iter("h1")]


def test_a_public_page_has_help_and_a_way_out():
    tree = page('{% extends "public.html" %}{% set title = "What Prevent is" %}')

    assert headings(tree) == ["What Prevent is"]
    assert words(next(tree.iter("title"))) == "What Prevent is – Share a worry"
    assert words(find(tree, href="/get-help-now")[0]) == "Get help now"
    assert "Leave this page quickly" in words(find(tree, rel="nofollow noreferrer")[0])
    assert find(tree, href="/privacy")


def test_a_page_runs_no_script_of_its_own():
    tree = page('{% extends "public.html" %}{% set title = "Home" %}')

    assert all(node.get("src") for node in tree.iter("script"))


def test_a_page_offers_its_languages():
    languages = [
        {"code": "en", "text": "English", "active": True},
        {"code": "cy", "text": "Cymraeg", "active": False},
    ]
    source = '{% extends "public.html" %}{% set title = "Home" %}'

    button = find(page(source, languages=languages), value="cy")[0]

    assert (button.get("name"), button.get("lang")) == ("language", "cy")


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_says_that_it_is_one(demo):
    tree = page('{% extends "page.html" %}{% set title = "Home" %}', demo=demo)

    assert ("Do not enter real people" in all_words(tree)) is demo


def test_a_staff_page_says_who_is_signed_in_and_lets_them_out():
    member = SimpleNamespace(user=SimpleNamespace(name="Kim Reed"))
    source = '{% extends "staff.html" %}{% set title = "Desk" %}'

    tree = page(source, member=member)

    assert "Signed in as Kim Reed" in all_words(tree)
    assert find(tree, action="/sign-out", method="post")
    assert not find(page(source), action="/sign-out")


FORM = '{% extends "public_form.html" %}{% set title = "Danger" %}{% set back = "/" %}'


def test_a_form_page_begins_with_what_is_wrong():
    tree = page(FORM, posted={}, form=Danger({}))

    assert words(next(tree.iter("title"))) == "Error: Danger – Share a worry"
    summary = find(tree, href="#id_danger")[0]
    assert words(summary) == "Select yes if anyone is in danger"
    assert find(tree, name="csrfmiddlewaretoken")
    assert find(tree, **{"data-prevent-double-click": "true"})
    assert words(find(tree, **{"class": "govuk-back-link"})[0]) == "Back"


def test_a_single_question_is_the_heading_of_its_page():
    single = FORM + "{% set question_is_heading = true %}"

    assert headings(page(single, form=Danger())) == ["Is anyone in danger?"]
    assert headings(page(FORM, form=Danger())) == ["Danger"]


def test_a_staff_form_stands_on_a_staff_page():
    source = '{% extends "staff_form.html" %}{% set title = "Decide" %}'

    tree = page(source, form=Danger())

    assert not find(tree, href="/get-help-now")
    assert headings(tree) == ["Decide"]


def test_a_table_can_be_reached_and_scrolled_by_keyboard():
    columns = [
        "Reference",
        {"text": "Days", "numeric": True},
        {"text": "Action", "hidden": True},
    ]

    tree = kit(
        "table.table('Referrals', columns)", "<tr><td>A</td></tr>", columns=columns
    )

    assert find(tree, role="region", tabindex="0")[0].get("aria-label") == "Referrals"
    assert [words(head) for head in tree.iter("th")] == ["Reference", "Days", "Action"]


def test_pages_are_numbered_around_the_one_that_is_shown():
    tree = kit("pagination.pages(7, 42, '?page=')")

    links = [node.get("href") for node in tree.iter("a")]
    assert links == [f"?page={n}" for n in (6, 1, 6, 7, 8, 42, 8)]
    assert words(find(tree, **{"aria-current": "page"})[0]) == "7"
    assert not list(kit("pagination.pages(1, 1, '?page=')").iter("a"))


def test_a_list_that_is_not_counted_has_a_way_on():
    tree = kit("pagination.steps('', '?after=9')")

    assert [node.get("href") for node in tree.iter("a")] == ["?after=9"]


def test_a_summary_says_what_each_link_changes():
    rows = [
        {"key": "Name", "value": "<b>", "actions": [{"href": "/n", "text": "Change"}]},
        {"key": "Age", "value": 15},
    ]

    tree = kit("summary.summary(rows, title='The person')", rows=rows)

    assert words(find(tree, href="/n")[0]) == "Change Name"
    assert "<b>" in all_words(tree)


def test_a_timeline_tells_what_it_draws():
    events = [
        {"when": date(2026, 3, 1), "title": "Seen", "text": "As told", "kind": "Told"},
        {"when": NOW, "title": "Received", "text": "", "kind": ""},
    ]

    tree = kit("timeline.timeline(events)", events=events)

    told = [words(item) for item in tree.iter("li")]
    assert told == [
        "Seen 1 March 2026 – Told As told",
        "Received 3 March 2026 at 2:15pm",
    ]
    assert "2 events" in words(find(tree, id="timeline-description")[0])
    assert not find(kit("timeline.timeline(events)", events=events[:1]), role="img")


def test_filters_are_sent_with_get():
    tree = kit("filters.filters(clear='/desk')", "<p>Questions</p>")

    assert find(tree, method="get")
    assert words(find(tree, href="/desk")[0]) == "Clear filters"


def test_a_message_says_who_can_read_it():
    messages = [
        {"who": "Team", "when": NOW, "text": "Hello", "ours": True, "note": "Only us"}
    ]

    tree = kit("messages.thread(messages)", messages=messages)

    assert all_words(tree) == "Team 3 March 2026 at 2:15pm Hello Only us"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("banners.success('Sent')", "Success Sent"),
        ("banners.important('Read this')", "Important Read this"),
        ("banners.warning('Due today')", "! Warning Due today"),
        ("asides.nothing_here('Nothing', 'Yet', '/', 'Home')", "Nothing Yet Home"),
        ("tag.tag('Late', 'red')", "Late"),
        ("when.when(none)", ""),
        ("when.on(none)", ""),
    ],
)
def test_a_component_says_its_words(call, said):
    assert all_words(kit(call)) == said


@pytest.mark.parametrize("call", ["asides.inset()", "asides.details('More')"])
def test_an_aside_holds_what_the_page_puts_in_it(call):
    assert "Inside" in all_words(kit(call, "Inside"))


def test_two_versions_stand_side_by_side_and_say_where_they_differ():
    rows = [
        {"question": "Owner", "theirs": "Sam", "ours": "Kim"},
        {"question": "Team", "theirs": "A", "ours": "A"},
    ]

    tree = kit("conflict.side_by_side(rows, 'Saved by Sam', 'Yours')", rows=rows)

    heads = [words(node) for node in find(tree, scope="row")]
    assert heads == ["Owner Different", "Team"]


def test_the_page_of_a_record_that_is_shown_is_marked():
    items = [
        {"text": "As told", "href": "/a", "active": True},
        {"text": "Log", "href": "/b"},
    ]

    tree = kit("sub_navigation.sub_navigation(items, 'This referral')", items=items)

    assert [words(n) for n in find(tree, **{"aria-current": "page"})] == ["As told"]
