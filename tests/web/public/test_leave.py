from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.casework import make_referral, publish


def test_leaving_takes_the_keys_and_goes_elsewhere(visitor, partnership):
    publish(partnership)
    referral = make_referral(partnership)
    address = visitor.post("/refer").url
    visitor.post("/mailbox", {"receipt": referral.receipt})

    answer = visitor.get("/leave")

    assert answer.url == "https://www.bbc.co.uk/weather"
    assert visitor.get(address).url == "/refer"
    assert visitor.get("/mailbox/open").url == "/mailbox"


def test_where_it_goes_is_a_setting(visitor, partnership):
    values = {"leave.to": "https://www.example.org/"}
    partnerships.change_settings(partnership, values=values, by=None)

    assert visitor.get("/leave").url == "https://www.example.org/"
