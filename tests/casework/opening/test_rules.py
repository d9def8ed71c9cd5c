from saltmarsh.casework.opening.rules import barriers_to_opening


def test_a_case_opens_on_section_36_met_and_once():
    assert barriers_to_opening(code="met", is_in_case=False) == []
    assert barriers_to_opening(code="met", is_in_case=True) == [
        "This referral is in a case already"
    ]
    for code in ("", "not_met"):
        assert barriers_to_opening(code=code, is_in_case=False) == [
            "Record first that the grounds of section 36 are met"
        ]
