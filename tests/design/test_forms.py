import pytest
from django.test import RequestFactory

from saltmarsh.design.fields import Checkboxes, DateInput, EmailInput, Radios, YesNo
from saltmarsh.design.forms import Form
from tests.design.drawn import by_id


class Reply(Form):
    how = Radios(
        "How should we reply?",
        missing="Select how we should reply",
        choices=[("email", "Email"), ("none", "No reply")],
        reveals={"email": "address"},
    )
    address = EmailInput("Email address", missing="Enter an email address")
    more = YesNo(
        "Has it happened before?", missing="Select yes or no", reveals={"yes": "last"}
    )
    last = DateInput("When was the last time?", missing="Enter when it was")
    needs = Checkboxes(
        "What do you need?",
        required=False,
        choices=[("other", "Something else")],
        reveals={"other": "again"},
    )
    again = YesNo("Shall we ask again?", missing="Select yes to be asked again")


def errors(**posted):
    return [error["text"] for error in Reply(posted).error_list()]


def test_a_question_behind_a_choice_is_asked_when_it_is_picked():
    assert errors(how="email", more="yes", needs=["other"]) == [
        "Enter an email address",
        "Enter when it was",
        "Select yes to be asked again",
    ]


def test_a_question_behind_a_choice_is_not_asked_otherwise():
    form = Reply({"how": "none", "address": "not an address", "more": "no"})

    assert form.is_valid()
    assert form.cleaned_data == {
        "how": "none",
        "address": "",
        "more": False,
        "last": None,
        "needs": [],
        "again": None,
    }


def test_a_question_behind_a_choice_is_drawn_inside_it():
    form = Reply({"how": "email"})

    inside = by_id(form["how"], "conditional-id_how")
    assert any(node.get("id") == "id_address" for node in inside.iter())
    assert [question.name for question in form.questions()] == ["how", "more", "needs"]


def test_errors_are_listed_in_the_order_of_the_page_and_lead_to_their_question():
    form = Reply({})
    form.add_error(None, "The referral is closed")

    assert form.error_list() == [
        {"text": "Select how we should reply", "href": "#id_how"},
        {"text": "Select yes or no", "href": "#id_more"},
        {"text": "The referral is closed"},
    ]


@pytest.mark.parametrize(("method", "bound"), [("get", False), ("post", True)])
def test_a_form_holds_what_was_posted(method, bound):
    request = getattr(RequestFactory(), method)("/", {"how": "none"})

    assert Reply.bind(request).is_bound is bound
