from saltmarsh.casework.inbox.rules import MOST_FILTERS, barriers_to_saving


def test_a_filter_that_filters_may_be_saved():
    assert barriers_to_saving(kept=0, criteria={"owner": "me"}) == []


def test_an_empty_filter_and_one_too_many_are_not_saved():
    assert len(barriers_to_saving(kept=MOST_FILTERS, criteria={})) == 2
