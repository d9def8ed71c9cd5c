import pytest


@pytest.mark.parametrize("address", ["/", "/sign-in", "/robots.txt", "/no-such-page"])
def test_every_answer_allows_nothing_from_others(visitor, address):
    policy = visitor.get(address)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
