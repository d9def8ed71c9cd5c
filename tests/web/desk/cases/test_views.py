import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.links import actions as links
from saltmarsh.foundation import asking
from saltmarsh.foundation.keyring import actions as keyring
from tests.casework.cases.room import AGENCY, make_case, met
from tests.casework.support.given import supported
from tests.casework.triage.desk import make_colleague, make_officer
from tests.factories.casework import TOLD
from tests.web.desk import pages as referral_pages
from tests.web.desk.cases.pages import address, change
from tests.web.desk.interventions.test_views import let_pass

MOST_QUERIES = 39
# How often it goes to the database for all of them.
MOST_JOURNEYS = 9


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def opened(client, referral, **typed):
    return referral_pages.change(client, "open-case", referral, **typed)


def test_the_list_is_empty_with_words(client):
    page = client.get("/desk/cases").text

    assert "There is no case here" in page


def test_what_waits_for_a_case_is_on_the_list(client, officer):
    referral = met(officer)

    page = client.get("/desk/cases").text

    assert "Section 36 met, and no case yet" in page
    assert referral.reference in page


def test_a_case_is_opened_from_the_referral(client, officer):
    referral = met(officer)
    assert (
        "Open a case" in client.get(referral_pages.address("referral", referral)).text
    )

    answer = opened(client, referral, agency=AGENCY, lead=str(officer.pk))

    case = Case.objects.get()
    assert answer.url == referral_pages.address("opened-case", referral)
    assert case.reference in client.get(answer.url).text
    again = client.get(referral_pages.address("open-case", referral))
    assert again.status_code == 302


def test_who_leads_is_asked_beside_the_question(client, officer):
    answer = opened(client, met(officer), agency=" ")

    assert referral_pages.beside(answer, "agency")
    assert referral_pages.beside(answer, "lead")
    assert not Case.objects.exists()


def test_a_further_referral_joins_without_asking_who_leads(client, officer):
    first, second = met(officer), met(officer)
    case = make_case(officer, first)
    links.link(second, earlier=first, reason="Same.", by=officer.user)
    second.refresh_from_db()
    page = client.get(referral_pages.address("open-case", second)).text
    assert "has a case already" in page
    assert "Who leads it?" not in page

    opened(client, second)

    assert case.bases.count() == 2


def test_one_who_may_not_see_the_case_joins_it_and_learns_no_more(client, officer):
    first, second = met(officer), met(officer)
    case = make_case(officer, first, lead=make_officer(officer.partnership))
    links.link(second, earlier=first, reason="Same.", by=officer.user)
    case.is_restricted = True
    case.save()

    answer = opened(client, second)

    page = client.get(answer.url).text
    assert case.reference not in page
    assert "You can see no case of this referral" in page


def test_one_page_tells_the_case(client, officer):
    referral = met(officer)
    case = make_case(officer, referral)

    page = client.get(address("case", case)).text

    for told in (AGENCY, str(officer), referral.reference, "Due in", "<svg"):
        assert told in page
    assert "Section 36 decision: Met" in page
    last_day = clocks.last_day(case.due_at)
    assert f'<time datetime="{last_day}">' in page.partition("By when")[2]


def test_somebody_elsewhere_sees_no_referral_of_a_case_they_lead(officer, sign_in):
    lead = make_officer(officer.partnership)
    case = make_case(officer, lead=lead)
    client = sign_in(lead.role, member=lead)

    page = client.get(address("case", case)).text

    assert "You can see none of its referrals." in page


def test_the_lists_tell_open_own_and_ended_apart(client, officer):
    mine = make_case(officer)
    theirs = make_case(officer, lead=make_colleague(officer))
    ended = make_case(officer, stage=Stage.CLOSED, due_at=None)

    def listed(show):
        page = client.get("/desk/cases", {"show": show}).text
        return {c for c in (mine, theirs, ended) if c.reference in page}

    assert listed("") == {mine, theirs}
    assert listed("mine") == {mine}
    assert listed("ended") == {ended}


def test_the_list_says_where_nobody_has_met_the_person(client, officer):
    quiet, met = supported(officer), supported(officer)
    let_pass(quiet, 40)
    interventions.explain(met, text="With his aunt.", by=officer)

    every = client.get("/desk/cases").text
    silent = client.get("/desk/cases?show=silent").text

    assert every.count(">No contact</strong>") == 1
    assert quiet.reference in silent
    assert met.reference in every
    assert met.reference not in silent
    interventions.explain(quiet, text="With his aunt.", by=officer)
    emptied = client.get("/desk/cases?show=silent").text
    assert "Nobody has been left without contact" in emptied


def test_nobody_sees_by_silence_a_case_that_is_not_theirs(officer, sign_in):
    quiet = supported(officer)
    let_pass(quiet, 40)
    other = make_officer(officer.partnership)
    client = sign_in(other.role, member=other)

    assert quiet.reference not in client.get("/desk/cases?show=silent").text


def test_a_longer_list_asks_the_database_no_more(
    client, officer, django_assert_num_queries
):
    make_case(officer)
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/cases")
    for _number in range(3):
        make_case(officer)

    with django_assert_num_queries(len(one)):
        client.get("/desk/cases")


def test_a_case_is_listed_for_the_panel(client, officer):
    case = make_case(officer)
    assert change(client, "case-list", case).status_code == 200

    change(client, "case-list", case, reasons="All have answered.")

    case.refresh_from_db()
    assert case.stage == Stage.LISTED
    assert "All have answered." in client.get(address("case", case)).text


def test_two_at_once_lose_nothing(client, officer):
    case = make_case(officer)
    case.version += 1

    answer = client.post(
        address("case-list", case), {"version": case.version, "reasons": "Typed."}
    )

    assert "Somebody changed this case" in answer.text
    assert "Typed." in answer.text
    posted = {"version": "1", "reasons": "Typed."}
    assert client.post(address("case-list", case), posted).status_code == 302


def test_a_case_moves_to_the_police_with_reasons(client, officer):
    case = make_case(officer)
    refused = change(client, "case-leave", case, who="", reasons="")
    assert "Enter your reasons" in refused.text

    change(client, "case-leave", case, who="", reasons="They asked.")

    page = client.get(address("case", case)).text
    assert "Led by the police" in page
    assert "Nothing, while the case has ended" in page
    assert client.get(address("case-list", case)).status_code == 200
    again = change(client, "case-list", case, reasons="All.")
    assert "This cannot be done now" in again.text


def test_who_has_access_and_who_looked_is_shown(client, officer):
    case = make_case(officer)
    client.get(address("case", case))

    page = client.get(address("case-access", case)).text

    assert "leads it" in page
    assert str(officer) in page


def test_the_page_says_who_has_access_and_who_else_looked_last(
    client, officer, sign_in
):
    case = make_case(officer)
    assert "Nobody else has opened it yet" in client.get(address("case", case)).text
    colleague = make_colleague(officer)
    other = sign_in(colleague.role, member=colleague)
    other.get(address("case", case))

    page = client.get(address("case", case)).text

    told = page[page.index("Who has access") : page.index("Everybody who looked")]
    reading, looking = told.split("Who else looked last")
    assert str(officer) in reading
    assert str(colleague) in reading
    assert str(colleague) in looking
    assert str(officer) not in looking
    assert address("case-access", case) in page


def test_the_chair_reads_and_works_on_nothing(officer, sign_in):
    chair = make_colleague(officer, role="panel_chair")
    client = sign_in("panel_chair", member=chair)
    case = make_case(officer)

    assert "What next?" not in client.get(address("case", case)).text
    assert client.get(address("case-list", case)).status_code == 403


def test_the_page_of_a_supported_case_asks_the_database_little(
    client, officer, django_assert_max_num_queries
):
    case = make_case(officer, stage=Stage.SUPPORTED, due_at=None)
    client.get(address("case", case))

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(address("case", case))


def test_the_page_of_a_supported_case_asks_the_database_together(
    client, officer, monkeypatch
):
    case = make_case(officer, stage=Stage.SUPPORTED, due_at=None)
    client.get(address("case", case))
    asked = []

    def noted(driver, questions):
        asked.append(len(questions))
        return fetched(driver, questions)

    fetched = asking.fetched
    monkeypatch.setattr(asking, "fetched", noted)
    client.get(address("case", case))

    assert sum(asked) > 3 * MOST_JOURNEYS
    assert len(asked) <= MOST_JOURNEYS


def test_the_page_names_the_person_under_each_spelling(client, officer):
    first = met(officer, told=TOLD | {"names": "Kestrel Marsh", "age": 15})
    second = met(officer, told=TOLD | {"names": "Kestral Marsh"})
    case = make_case(officer, first)
    assert "Kestral" not in client.get(address("case", case)).text

    links.link(second, earlier=first, reason="Same.", by=officer.user)

    page = client.get(address("case", case)).text
    assert "Kestrel Marsh / Kestral Marsh" in page
    assert "15 on" in page


def test_a_name_that_the_member_may_not_see_is_not_on_the_page(client, officer):
    first = met(officer, told=TOLD | {"names": "Kestrel Marsh"})
    case = make_case(officer, first)
    first.is_restricted = True
    first.save()

    page = client.get(address("case", case)).text

    assert "Kestrel" not in page
    assert "Nobody is named in a referral that you can see" in page


def test_the_page_of_a_case_outlives_an_erased_referral(client, officer):
    first = met(officer, told=TOLD | {"names": "Kestrel Marsh"})
    case = make_case(officer, first)
    keyring.erase(officer.partnership, file_id=first.pk, by=None)

    answer = client.get(address("case", case))

    assert answer.status_code == 200
    assert "Kestrel" not in answer.text
    assert first.reference in answer.text
