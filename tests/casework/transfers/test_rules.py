from saltmarsh.casework.transfers import rules


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
