from datetime import date

from saltmarsh.casework.triage import rules

TODAY, TOMORROW = date(2026, 1, 5), date(2026, 1, 6)


def test_below_the_threshold_somebody_leads_and_looks_again():
    reviewing = rules.barriers_to_reviewing

    assert reviewing(review_on=TOMORROW, lead_agency="Early Help", today=TODAY) == []
    assert len(reviewing(review_on=TODAY, lead_agency=" ", today=TODAY)) == 2


def test_a_decision_is_written_with_its_reasons():
    assert rules.barriers_to_writing("section_36", "The school saw it.") == []
    assert rules.barriers_to_writing("section_36", " ") == ["Enter your reasons"]
    assert rules.barriers_to_writing("acknowledged", "") == []


def outcome(**values):
    given = {"deconfliction": "no_conflict", "code": "clear", "assessed_on": TODAY}
    return rules.barriers_to_outcome(**given | values, today=TODAY)


def test_a_police_outcome_has_an_assessment_that_is_done():
    assert outcome() == []
    assert outcome(assessed_on=None)
    assert outcome(assessed_on=TOMORROW)
    assert outcome(deconfliction="awaited")


def test_what_the_police_lead_needs_no_assessment():
    assert outcome(code="police_led", assessed_on=None) == []


def test_somebody_is_asked_something():
    assert rules.barriers_to_asking(of_referrer="When?", of_team="") == []
    assert rules.barriers_to_asking(of_referrer=" ", of_team="")


def telling(**values):
    given = {"told": "told", "is_anonymous": False, "decided": False, "reason": ""}
    return rules.barriers_to_telling(**given | values)


def test_a_neutral_message_needs_no_reason():
    assert telling() == []
    assert telling(is_anonymous=True) == []


def test_an_outcome_needs_a_name_a_decision_and_a_reason():
    assert len(telling(told="outcome", is_anonymous=True)) == 3
    assert telling(told="outcome", decided=True, reason="They asked.") == []


def test_silence_needs_a_reason():
    assert telling(told="not_told") == ["Enter your reason"]
