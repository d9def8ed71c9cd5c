from saltmarsh.casework.identities.facts import Birth, Home, Name
from saltmarsh.casework.search import rules


def test_what_was_asked_becomes_an_identity():
    told = rules.asked("Robin Example", 2008, "sm1 4ab", "01234 567890", email="r@e.uk")

    assert told.names == (Name("Robin Example"),)
    assert told.births == (Birth(2008, certainty="about"),)
    assert told.homes == (Home(postcode="SM1 4AB"),)
    assert told.phones == ("01234 567890",)
    assert told.emails == ("r@e.uk",)


def test_a_place_that_is_no_postcode_is_part_of_an_address():
    assert rules.asked(place="Mill Lane").homes == (Home(lines="Mill Lane"),)


def test_nothing_asked_is_nobody():
    assert not rules.asked()


def test_another_purpose_needs_words():
    assert rules.barriers_to_purpose("other", " ")
    assert not rules.barriers_to_purpose("other", "A court asks.")
    assert not rules.barriers_to_purpose("referral", "")


def test_only_a_name_or_a_place_can_be_compared_with_every_record():
    assert rules.can_be_scanned(rules.asked("Robin"))
    assert rules.can_be_scanned(rules.asked(place="Mill Lane"))
    assert not rules.can_be_scanned(rules.asked(year=2008))
