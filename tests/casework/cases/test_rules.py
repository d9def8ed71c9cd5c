from datetime import UTC, datetime, timedelta

from saltmarsh.casework.cases import rules
from saltmarsh.casework.cases.lifecycle import Stage


def test_an_agency_and_somebody_who_is_there_lead():
    assert rules.barriers_to_leading(agency="Council", has_left=False) == []
    assert len(rules.barriers_to_leading(agency=" ", has_left=True)) == 2


def test_who_lets_the_police_lead_says_why():
    assert rules.barriers_to_leaving(reasons="They asked.") == []
    assert rules.barriers_to_leaving(reasons=" ") == ["Enter your reasons"]


def test_nothing_is_written_once_another_panel_has_the_case():
    refusing = [stage for stage in Stage if rules.barriers_to_writing(stage=stage)]

    assert refusing == [Stage.TRANSFERRED]


def test_who_leads_already_or_was_asked_is_not_asked_again():
    free = {"is_lead": False, "is_waiting": False, "has_ended": False}

    assert rules.barriers_to_handing_over(**free) == []
    for name in free:
        assert len(rules.barriers_to_handing_over(**free | {name: True})) == 1


def test_who_declines_says_why():
    is_open = {"has_ended": False}

    assert rules.barriers_to_answering(words="", accepts=True, **is_open) == []
    assert rules.barriers_to_answering(words=" ", accepts=False, **is_open)
    assert rules.barriers_to_answering(words="", accepts=True, has_ended=True)


def test_who_leads_cannot_go():
    assert rules.barriers_to_going(leads=False) == []
    assert rules.barriers_to_going(leads=True)


def test_a_restriction_names_somebody_and_has_an_end():
    now = datetime(2026, 1, 5, tzinfo=UTC)
    later = now + timedelta(days=1)

    assert rules.barriers_to_restricting(named=1, until=later, now=now) == []
    assert len(rules.barriers_to_restricting(named=0, until=now, now=now)) == 2
