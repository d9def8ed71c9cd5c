from datetime import date

from saltmarsh.casework.transfers import rules
from saltmarsh.casework.transfers.rules import Answerer

MONDAY, FRIDAY = date(2026, 6, 1), date(2026, 6, 5)


def test_a_transfer_is_asked_of_an_open_case_once_by_who_sees_its_basis():
    right = {"is_open": True, "is_asked": False, "is_basis_seen": True}

    assert rules.barriers_to_asking(**right) == []
    for name, value in right.items():
        assert len(rules.barriers_to_asking(**right | {name: not value})) == 1


def test_a_pack_says_who_it_is_about_and_why():
    assert rules.barriers_to_sending(["identity"], words="Moved.") == []
    assert len(rules.barriers_to_sending(["needs"], words=" ")) == 2


def test_a_second_person_signs_while_everything_still_stands():
    right = {"is_own": False, "has_officer": True, "is_open": True, "takes": True}

    assert rules.barriers_to_signing(**right) == []
    for name, value in right.items():
        assert len(rules.barriers_to_signing(**right | {name: not value})) == 1


def test_an_acceptance_names_who_leads_and_a_refusal_says_why():
    def found(**given):
        return rules.barriers_to_answering(
            **{"accepts": True, "words": "", "leads": True} | given
        )

    assert found() == []
    assert found(leads=False) == ["Name who leads the case"]
    assert found(accepts=False) == ["Enter why you decline"]
    assert found(accepts=False, words="Hillfoot.") == []


def test_an_acceptance_by_link_says_who_under_which_reference_and_when():
    def found(*, accepts=True, **given):
        right = {"name": "Kim", "role": "Lead", "reference": "F-1", "on": FRIDAY}
        who = Answerer(**right | given)
        days = {"asked_on": MONDAY, "today": FRIDAY}
        return rules.barriers_by_link(who, accepts=accepts, **days)

    assert found() == []
    assert len(found(name=" ", role="")) == 2
    assert found(reference=" ") == ["Enter your own reference of the case"]
    for day in (None, date(2026, 5, 31), date(2026, 6, 6)):
        assert len(found(on=day)) == 1
    assert found(accepts=False, on=None) == ["Enter why you decline"]
    assert found(accepts=False, words="Hillfoot.", reference="", on=None) == []


def test_only_what_waits_by_link_is_sent_again():
    assert rules.barriers_to_sending_again(waits=True) == []
    assert rules.barriers_to_sending_again(waits=False)
