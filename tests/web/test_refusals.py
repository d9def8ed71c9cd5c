from django.test import RequestFactory

from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import MoveNotAllowed
from saltmarsh.web.refusals import RefusalPages, reasons_of


def test_a_lifecycle_s_refusal_is_said_in_words_for_a_visitor():
    [words] = reasons_of(MoveNotAllowed("close: received is no stage it starts from"))

    assert words == "This cannot be done now: somebody has gone on with it"


def test_other_refusals_say_what_the_domain_said():
    assert reasons_of(Refused("Enter your reasons", "Choose a team")) == [
        "Enter your reasons",
        "Choose a team",
    ]


def test_what_is_no_refusal_is_left_to_others():
    pages = RefusalPages(lambda request: None)

    answer = pages.process_exception(RequestFactory().get("/"), ValueError("a bug"))

    assert answer is None
