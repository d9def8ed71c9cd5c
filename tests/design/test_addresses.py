import uuid

import pytest
from django.urls import NoReverseMatch, reverse

from saltmarsh.design.addresses import url

KEY = uuid.UUID("7d0c7f3e-30d5-4f0e-9d8c-0d1f6d1f6d1f")


@pytest.mark.parametrize(
    "address",
    [
        ("desk:inbox",),
        ("desk:referral", "K7M2-9QXP"),
        ("desk:referral", "{0} & more"),
        ("desk:remove-filter", KEY),
        ("desk:remove-filter", str(KEY)),
        ("desk:onward-answer", "K7M2-9QXP", KEY),
    ],
)
def test_an_address_is_the_one_that_django_finds(address):
    name, *args = address
    found = [url(*address) for _ in range(2)]

    assert found == [reverse(name, args=args)] * 2


@pytest.mark.parametrize(
    "address", [("desk:nowhere",), ("desk:inbox", "more"), ("desk:remove-filter", "no")]
)
def test_what_is_no_page_has_no_address(address):
    with pytest.raises(NoReverseMatch):
        url(*address)
