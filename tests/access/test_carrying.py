import pytest

from saltmarsh.access import carrying
from saltmarsh.design.forms import Form
from saltmarsh.design.inputs import Password
from tests.architecture.routes import routes


def kinds(form=Form):
    """Return every form of the product."""
    assert list(routes())  # what draws the pages is loaded
    below = form.__subclasses__()
    return below + [kind for each in below for kind in kinds(each)]


def is_to_prove_it(field):
    return isinstance(field, Password) or (
        field.drawn.get("autocomplete") == "one-time-code"
    )


def test_every_password_and_code_is_known_as_a_secret():
    asked = {
        (kind.__module__, name)
        for kind in kinds()
        if kind.__module__.startswith("saltmarsh")
        for name, field in kind.base_fields.items()
        if is_to_prove_it(field)
    }

    # The codes of the doors are not typed behind a guard, and so never carried.
    doors = {"saltmarsh.web.doors.forms", "saltmarsh.web.public.refer.forms"}
    strays = {
        (module, name)
        for module, name in asked
        if name not in carrying.SECRETS
        and not (name == carrying.CODE and ".sign_in." in module)
        and module not in doors
    }
    assert asked
    assert strays == set()


@pytest.mark.parametrize("name", sorted(carrying.SECRETS - {"csrfmiddlewaretoken"}))
def test_no_question_about_work_has_the_name_of_a_secret(name):
    places = {
        kind.__module__
        for kind in kinds()
        for each, field in kind.base_fields.items()
        if each == name and not is_to_prove_it(field)
    }

    assert places == set()
