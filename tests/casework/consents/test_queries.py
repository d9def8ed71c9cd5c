from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.consents import queries
from tests.casework.cases.room import make_case
from tests.casework.consents.asked import answered
from tests.casework.triage.desk import make_officer


def test_consent_stands_from_its_answer_on_until_it_is_asked_again():
    officer = make_officer()
    assert queries.standing(make_case(officer)) == ""
    case = answered(officer, state="refused")
    assert queries.standing(case) == "refused"
    assert queries.barriers_to_supporting(case)

    consents.ask_again(case, reasons="He rang.", version=None, by=officer)

    assert queries.newest(case) is None
