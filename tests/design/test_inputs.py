import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.design.fields import (
    EmailInput,
    Password,
    PhoneInput,
    TextArea,
    TextInput,
)
from saltmarsh.design.forms import Form
from tests.design.drawn import by_id, described, labelled


class Typed(Form):
    code = TextInput(
        "Code", missing="Enter the code", width=5, inputmode="numeric", most=6
    )
    told = TextArea("What worries you?", missing="Enter what worries you", most=10)
    notes = TextArea("Notes", required=False, rows=8)
    email = EmailInput("Email", required=False)
    phone = PhoneInput("Phone", required=False)
    password = Password("Password", missing="Enter your password")


def error(name, typed):
    return Typed({name: typed}).errors.get(name, [None])[0]


def test_a_line_is_as_wide_as_its_answer():
    box = by_id(Typed()["code"], "id_code")

    assert "govuk-input--width-5" in box.get("class")
    assert (box.get("type"), box.get("inputmode")) == ("text", "numeric")


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("code", "1234567", "Your answer must be 6 characters or less"),
        ("told", "x" * 11, "Your answer must be 10 characters or less"),
        ("email", "not an address", "Enter an email address in the correct format"),
        ("phone", "12", "Enter a phone number, like 01632 960 001"),
        ("phone", "call me", "Enter a phone number, like 01632 960 001"),
        ("password", "", "Enter your password"),
    ],
)
def test_what_is_wrong_is_said(name, typed, message):
    assert error(name, typed).startswith(message)


def test_the_message_for_an_answer_that_is_too_long_can_be_its_own():
    class Short(Form):
        name = TextInput(
            "Name",
            missing="Enter a name",
            most=2,
            too_long="Name must be %(limit_value)d characters or less",
        )

    assert Short({"name": "abc"}).errors["name"] == [
        "Name must be 2 characters or less"
    ]


def test_an_address_asks_for_the_right_keyboard():
    box = by_id(Typed()["email"], "id_email")

    assert (box.get("type"), box.get("autocomplete")) == ("email", "email")
    assert box.get("spellcheck") == "false"


@pytest.mark.parametrize(
    "typed", ["07700 900 982", "+44 (0)808 157 0192", "01632960001", "+1 202 555 0143"]
)
def test_a_number_that_could_be_dialled_is_kept_as_typed(typed):
    form = Typed({"phone": typed})
    form.is_valid()

    assert form.cleaned_data["phone"] == typed


@given(st.text(max_size=60))
def test_a_phone_number_is_kept_or_refused_whatever_is_typed(typed):
    form = Typed({"phone": typed})
    form.is_valid()

    kept = form.cleaned_data.get("phone")
    assert kept == typed.strip() or form.errors["phone"]
    assert kept is None or not kept or any(letter.isdigit() for letter in kept)


def test_a_password_is_kept_whole_and_never_drawn_again():
    form = Typed({"password": " secret "})
    form.is_valid()

    assert form.cleaned_data["password"] == " secret "
    assert "secret" not in str(form["password"])
    assert labelled(form["password"], "id_password") == ["Password"]


def test_a_long_answer_says_how_much_is_left():
    html = str(Typed({"told": ""})["told"])

    assert described(html, by_id(html, "id_told")) == [
        "You can enter up to 10 characters",
        "Error: Enter what worries you",
    ]


def test_a_long_answer_without_a_limit_of_its_own_counts_nothing():
    html = str(Typed({"notes": "So far"})["notes"])

    assert by_id(html, "id_notes").text == "So far"
    assert by_id(html, "id_notes").get("rows") == "8"
    assert "character-count" not in html


def test_a_line_break_counts_once():
    form = Typed({"told": "1234\r\n6789"})
    form.is_valid()

    assert form.cleaned_data["told"] == "1234\n6789"
