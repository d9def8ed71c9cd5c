import pytest
from django.test import RequestFactory

from saltmarsh.access import limits, pipeline
from saltmarsh.access.models import Bucket
from tests.factories.foundation import PartnershipFactory


@pytest.fixture
def request_from(partnership):
    """Return a function that makes a request from an address."""

    def make(address, forwarded=""):
        host = partnership.hosts[0]
        request = RequestFactory().post("/", REMOTE_ADDR=address, HTTP_HOST=host)
        if forwarded:
            request.META["HTTP_X_FORWARDED_FOR"] = forwarded
        request.partnership = partnership
        return request

    return make


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.7", "192.0.2.200", True),
        ("192.0.2.7", "198.51.100.7", False),
        ("2001:db8:0:1::1", "2001:db8:0:2::9", True),
        ("2001:db8:0:1::1", "2001:db8:1:1::1", False),
        ("", "no address", True),
    ],
)
def test_a_network_is_counted_and_not_a_computer(request_from, one, other, same):
    networks = {limits.network(request_from(address)) for address in (one, other)}

    assert (len(networks) == 1) == same


def test_what_the_visitor_says_of_their_address_is_not_believed(request_from, settings):
    said = "203.0.113.9, 192.0.2.7"
    behind = request_from("10.0.0.1", forwarded=said)
    assert limits.address_of(behind) == "10.0.0.1"

    settings.PROXIES = 1
    assert limits.address_of(behind) == "192.0.2.7"
    settings.PROXIES = 2
    assert limits.address_of(behind) == "203.0.113.9"
    settings.PROXIES = 3
    assert limits.address_of(behind) == "10.0.0.1"


def test_the_try_over_the_limit_is_one_too_many(request_from):
    limit, request = limits.Limit("t", 2, 600), request_from("192.0.2.7")

    over = [limits.is_over_for(request, limit, "Sam@x.example") for _ in range(3)]

    assert over == [False, False, True]
    assert limits.is_over_for(request, limit, " sam@X.example ")
    assert not limits.is_over_for(request, limit, "kim@x.example")


def page(**limit):
    """Return a view with a limit."""
    return limits.limited("t", minutes=5, **limit)(lambda request: None)


def is_turned_away(request, view):
    """Begin the request as the pipeline does, and tell what its limit says."""
    limit = limits.of(request, view)
    return limits.is_over(request, limit, pipeline.begin(request, limit))


def test_pages_without_a_limit_count_nothing(request_from):
    assert not is_turned_away(request_from("192.0.2.7"), view=None)
    assert not Bucket.objects.exists()


def test_reading_is_never_counted(request_from):
    request = request_from("192.0.2.7")
    request.method = "GET"

    assert not is_turned_away(request, page(most=0))
    assert not Bucket.objects.exists()


def test_the_post_over_the_limit_is_turned_away(request_from):
    view = page(most=1)

    answers = [is_turned_away(request_from("192.0.2.7"), view) for _ in range(2)]

    assert answers == [False, True]
    assert not is_turned_away(request_from("198.51.100.7"), view)


def test_each_partnership_counts_for_itself(request_from):
    view, elsewhere = page(most=1), request_from("192.0.2.7")
    elsewhere.META["HTTP_HOST"] = PartnershipFactory().hosts[0]
    is_turned_away(request_from("192.0.2.7"), view)

    assert not is_turned_away(elsewhere, view)
    assert is_turned_away(request_from("192.0.2.7"), view)


def test_at_a_host_of_nobody_nothing_is_counted(request_from):
    request = request_from("192.0.2.7")
    request.META["HTTP_HOST"] = "elsewhere.example"

    assert not is_turned_away(request, page(most=0))
    assert not Bucket.objects.exists()


def test_the_only_partnership_counts_at_any_host(request_from, settings):
    settings.ONE_PARTNERSHIP = True
    request = request_from("192.0.2.7")
    request.META["HTTP_HOST"] = "elsewhere.example"

    assert is_turned_away(request, page(most=0))


def test_the_host_and_the_count_are_one_question(
    request_from, django_assert_num_queries
):
    request = request_from("192.0.2.7")

    with django_assert_num_queries(1):
        is_turned_away(request, page(most=1))


def test_a_form_for_the_public_marks_and_never_turns_away(request_from):
    request = request_from("192.0.2.7")

    assert not is_turned_away(request, page(most=0, turns_away=False))
    assert request.is_over_limit
