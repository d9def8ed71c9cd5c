from saltmarsh.foundation.partnerships import queries
from saltmarsh.foundation.partnerships.queries import Setting, value_of
from tests.factories.foundation import PartnershipFactory


def test_an_authority_s_own_value_hides_the_default_even_when_it_is_empty():
    setting = Setting("line", "Line", default="101")

    assert value_of(PartnershipFactory(), setting) == "101"
    assert value_of(PartnershipFactory(settings={"line": ""}), setting) == ""


def test_every_partnership_is_known_whichever_was_entered():
    first, second = PartnershipFactory(), PartnershipFactory()

    assert queries.every() == [first, second]
