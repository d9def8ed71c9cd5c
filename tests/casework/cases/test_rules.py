from saltmarsh.casework.cases import rules


def test_an_agency_and_somebody_who_is_there_lead():
    assert rules.barriers_to_leading(agency="Council", has_left=False) == []
    assert len(rules.barriers_to_leading(agency=" ", has_left=True)) == 2


def test_a_transfer_names_who_accepted_it():
    alone = rules.barriers_to_leaving(reasons="Moved.", to="", is_transfer=True)

    assert alone == ["Enter which panel has accepted it, and who said so"]
    assert rules.barriers_to_leaving(reasons="So.", to="", is_transfer=False) == []
    assert len(rules.barriers_to_leaving(reasons="", to=" ", is_transfer=True)) == 2
