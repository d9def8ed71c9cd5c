import pytest

from tests.casework.cases.room import make_case
from tests.casework.triage.desk import in_days, make_colleague, make_officer
from tests.web.desk.cases.pages import address, change
from tests.web.desk.pages import day


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def manager(officer):
    return make_colleague(officer, role="manager")


@pytest.fixture
def client(manager, sign_in):
    return sign_in("manager", member=manager)


def restrict(client, case, *members):
    named = [str(member.pk) for member in members]
    given = {"named": named, "reasons": "A relative works here."}
    return change(client, "case-restrict", case, **given, **day("until", in_days(3)))


def test_a_manager_restricts_a_case_and_lifts_it(client, officer, manager):
    case = make_case(officer)
    assert "Select at least one person" in restrict(client, case).text

    assert restrict(client, case, manager).url == address("case", case)
    assert "Restricted to named people" in client.get(address("case", case)).text
    assert str(manager) in client.get(address("case-restrict", case)).text
    client.post(address("case-lift", case))

    case.refresh_from_db()
    assert not case.is_restricted


def test_who_does_not_name_themselves_loses_sight_of_it(client, officer):
    case = make_case(officer)

    answer = restrict(client, case, officer)

    assert answer.url == "/desk/cases"
    assert client.get(address("case", case)).status_code == 404


def test_a_notice_about_a_case_one_may_not_see_is_not_shown(client, officer, manager):
    case = make_case(officer)
    manager.partnership.notices.create(
        member=manager,
        kind="case.escalated",
        route="desk:case",
        arguments=[case.reference],
        about_id=case.pk,
    )
    assert case.reference in client.get("/desk/notices").text

    restrict(client, case, officer)

    assert case.reference not in client.get("/desk/notices").text
