from saltmarsh.casework.chronology import cases as chronology
from saltmarsh.casework.chronology import parts
from tests.casework.cases.room import make_case, met
from tests.casework.gathering.asked import make_request, replied
from tests.casework.triage.desk import make_officer


def story_of(case, *referrals):
    decisions = chronology.decisions_on(referrals)
    return chronology.timeline(parts.of(case), referrals, decisions)


def test_the_story_begins_with_the_first_worry_and_goes_on_with_the_case():
    officer = make_officer()
    referral = met(officer)
    case = make_case(officer, referral)

    told = story_of(case, referral)

    assert [(one.kind, one.title) for one in told[:2]] == [
        ("Referrals", f"Referral {referral.reference} received"),
        ("Decisions", "Section 36 decision: Met"),
    ]
    assert {one.kind for one in told[2:]} == {"Case", "Lead"}
    assert [one.when for one in told] == sorted(one.when for one in told)


def test_what_one_may_not_see_is_not_in_it():
    officer = make_officer()
    case = make_case(officer)

    assert {one.kind for one in story_of(case)} == {
        "Case",
        "Lead",
    }


def test_what_partners_were_asked_and_answered_is_in_it_without_their_names():
    officer = make_officer()
    asked = make_request(officer)
    replied(asked)

    told = story_of(asked.case)

    partners = [one for one in told if one.kind == "Partners"]
    assert [one.title for one in partners] == [
        "Asked for information: School, college or university",
        "School, college or university: Reply",
    ]
    assert "Health trust" not in str(partners)
