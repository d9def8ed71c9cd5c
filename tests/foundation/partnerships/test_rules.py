import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.foundation.partnerships import rules


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "prevent.council.gov.uk", "xn--a.example", "a"]
)
def test_a_host_name_is_one(host):
    assert rules.barriers_to_hosts([host], taken=[]) == []


@given(st.text(max_size=300).filter(lambda text: not rules.HOST.fullmatch(text)))
def test_what_is_no_host_name_is_refused(text):
    assert rules.barriers_to_hosts([text], taken=[])


def test_every_host_that_is_taken_is_named():
    [why] = rules.barriers_to_hosts(["a.example", "b.example"], taken=["b.example"])

    assert "b.example" in why
    assert "a.example" not in why


def test_a_partnership_keeps_a_host():
    assert rules.barriers_to_hosts([], taken=[])
