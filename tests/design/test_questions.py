import pytest
from django.utils.translation import gettext_lazy

from saltmarsh.design.fields import TextInput
from saltmarsh.design.forms import Form
from tests.design.drawn import by_id, described, labelled


class Names(Form):
    name = TextInput("What is your name?", missing="Enter your name", hint="In full")
    other = TextInput("Other names", required=False)
    plan = TextInput("Plan", required=False, mark_optional=False)


def test_a_required_question_cannot_be_made_without_its_message():
    with pytest.raises(TypeError, match="say what is missing"):
        TextInput("What is your name?")


def test_a_question_has_its_label_hint_and_error_wired():
    html = str(Names({})["name"])

    assert labelled(html, "id_name") == ["What is your name?"]
    assert described(html, by_id(html, "id_name")) == [
        "In full",
        "Error: Enter your name",
    ]


def test_a_question_without_hint_or_error_is_described_by_nothing():
    assert by_id(Names()["other"], "id_other").get("aria-describedby") is None


def test_a_question_that_needs_no_answer_says_so():
    form = Names()

    assert labelled(form["other"], "id_other") == ["Other names (optional)"]
    assert labelled(form["plan"], "id_plan") == ["Plan"]


def test_a_question_may_be_for_screen_readers_alone():
    html = Names()["name"].as_quiet()

    assert by_id(html, "id_name") is not None
    assert '<label class="govuk-label govuk-visually-hidden"' in html


def test_a_question_may_be_the_heading_of_its_page():
    assert '<h1 class="govuk-label-wrapper">' in Names()["name"].as_heading()
    assert "<h1" not in str(Names()["name"])


def test_what_was_typed_is_kept_and_escaped():
    html = str(Names({"name": '"><script>'})["name"])

    assert by_id(html, "id_name").get("value") == '"><script>'
    assert "<script" not in html


def test_texts_may_be_translated_late():
    class Late(Form):
        name = TextInput(gettext_lazy("Name"), missing=gettext_lazy("Enter a name"))

    assert labelled(Late({})["name"], "id_name") == ["Name"]
