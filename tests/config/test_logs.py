import logging

from django.test import RequestFactory

from saltmarsh.config.logs import RouteForPath


def written(path, message="Not Found: %s"):
    record = logging.LogRecord("django.request", 30, "", 0, message, (path,), None)
    record.request = RequestFactory().get(path)
    RouteForPath().filter(record)
    return record.getMessage()


def test_a_page_is_named_by_its_route():
    assert written("/deliveries/secret") == "Not Found: public:delivery"


def test_no_page_is_named_at_all():
    assert written("/no/secret") == "Not Found: no such page"


def test_what_is_not_about_a_request_is_left_alone():
    record = logging.LogRecord("other", 30, "", 0, "%s", ("words",), None)

    assert RouteForPath().filter(record)
    assert record.getMessage() == "words"
