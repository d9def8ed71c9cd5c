import pytest

from saltmarsh.design.fields import Checkboxes, Confirm, Radios, Select, YesNo
from saltmarsh.design.forms import Form
from tests.design import test_conformance as conformance
from tests.design.drawn import by_id, described, fieldset, labelled, legend, parsed

COLOURS = [("red", "Red"), ("green", "Green"), ("none", "None of these")]


class Picks(Form):
    one = Radios(
        "Which one?",
        missing="Select one",
        choices=COLOURS,
        hints={"red": "Like a poppy"},
        apart="none",
        hint="Only one",
    )
    some = Checkboxes(
        "Which?", missing="Select some", choices=COLOURS, exclusive="none"
    )
    listed = Select("From the list", missing="Select a colour", choices=COLOURS)
    danger = YesNo("Is anyone in danger?", missing="Select yes or no")
    maybe = YesNo("Anything else?", required=False)
    true = Confirm("I believe this is true", missing="Confirm that this is true")


def checked(html):
    return [n.get("value") for n in parsed(html).iter("input") if "checked" in n.attrib]


def answer(**posted):
    form = Picks(posted)
    form.is_valid()
    return form.cleaned_data


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("one", "Select one"),
        ("some", "Select some"),
        ("danger", "Select yes or no"),
    ],
)
def test_a_group_has_its_legend_and_error_wired(name, message):
    html = str(Picks({})[name])

    assert legend(html) == str(Picks.base_fields[name].label)
    assert f"Error: {message}" in described(html, fieldset(html))
    assert by_id(html, f"id_{name}").tag == "input"


def test_a_choice_may_have_a_hint_and_stand_apart():
    html = str(Picks()["one"])

    assert described(html, by_id(html, "id_one")) == ["Like a poppy"]
    assert "Only one" in described(html, fieldset(html))
    assert '<div class="govuk-radios__divider">or</div>' in html


def test_what_was_picked_stays_picked():
    form = Picks(
        {"one": "green", "some": ["red", "green"], "listed": "red", "true": "yes"}
    )

    assert checked(form["one"]) == ["green"]
    assert checked(form["some"]) == ["red", "green"]
    assert checked(form["true"]) == ["yes"]
    assert '<option value="red" selected>' in str(form["listed"])


@pytest.mark.parametrize("name", ["one", "some", "listed", "danger"])
def test_an_answer_that_was_not_offered_is_refused(name):
    form = Picks({name: ["blue"] if name == "some" else "blue"})

    assert form.errors[name] == ["Select an answer from the list"]


def test_none_of_these_goes_with_no_other():
    form = Picks({"some": ["red", "none"]})

    assert form.errors["some"] == [
        "Select the answers that apply, or select “None of these”"
    ]
    assert answer(some=["none"])["some"] == ["none"]
    assert 'data-behaviour="exclusive"' in str(form["some"])


def test_yes_and_no_are_true_and_false():
    assert answer(danger="yes")["danger"] is True
    assert answer(danger="no")["danger"] is False
    assert answer()["maybe"] is None


def test_yes_or_no_may_be_filled_in_already():
    form = Picks(initial={"danger": False})

    assert checked(form["danger"]) == ["no"]
    assert checked(Picks({"danger": "yes"})["danger"]) == ["yes"]


def test_a_list_begins_with_no_answer():
    html = str(Picks({})["listed"])

    assert labelled(html, "id_listed") == ["From the list"]
    assert '<option value="" selected' not in html
    assert '<option value="">Choose an answer</option>' in html


def test_a_statement_is_ticked():
    assert answer(true="yes")["true"] is True
    assert Picks({}).errors["true"] == ["Confirm that this is true"]
    assert labelled(Picks()["true"], "id_true") == ["I believe this is true"]


class Listing(Form):
    place = Select("Where is it?", missing="Choose where", hint="Near <you>")
    quiet = Select("Which one?", required=False, blank="Any")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].choices = [("a", "A & B"), ("b", "“B” <i>")]


@pytest.mark.parametrize(
    "data", [None, {}, {"place": "b", "quiet": "a"}, {"place": "<"}]
)
@pytest.mark.parametrize("drawing", ["__str__", "as_heading", "as_quiet"])
@pytest.mark.parametrize("name", ["place", "quiet"])
def test_a_list_is_drawn_as_the_design_system_draws_it(name, drawing, data):
    question = Listing(data)[name]
    ours = getattr(question, drawing)()
    items = [{"value": value, "text": text} for value, text in question.options()]
    theirs = conformance.drawn("select", question.params() | {"items": items})
    assert conformance.tree(ours) == conformance.tree(theirs)
