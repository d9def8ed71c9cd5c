import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.web.desk.referral.words import PAGES
from saltmarsh.web.desk.urls import urlpatterns
from tests.casework.triage.desk import (
    acknowledged,
    arrived,
    make_colleague,
    make_officer,
)
from tests.factories.casework import NAMED
from tests.web.desk.pages import address, beside, change

# With what every page of members asks, and the access log.
MOST_QUERIES = 19
CORRECTION = {
    "about": "names",
    "text": "Robyn Example",
    "source": "agency",
    "certainty": "likely",
}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def test_a_referral_is_shown_in_few_queries(
    client, officer, django_assert_max_num_queries
):
    referral = acknowledged(officer, owner=officer)
    client.get(address("referral", referral))

    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(address("referral", referral))

    assert "Robin Example" in answer.text


def test_the_page_draws_what_happened(client, officer):
    referral = acknowledged(officer)

    page = client.get(address("referral", referral)).text

    assert "app-timeline__drawing" in page
    assert f"{officer.user}" in page
    assert "Being looked at" in page


def test_a_correction_stands_beside_what_was_told(client, officer):
    referral = arrived(officer)

    change(client, "correct", referral, **CORRECTION)

    page = client.get(address("referral", referral)).text
    assert "Robin Example" in page
    assert "Robyn Example" in page
    assert "Source: Another agency. Certainty: Likely." in page


@pytest.mark.parametrize("name", CORRECTION)
def test_a_correction_says_what_by_whom_and_how_sure(name, client, officer):
    referral = arrived(officer)

    answer = change(client, "correct", referral, **CORRECTION | {name: ""})

    assert beside(answer, name)
    assert not referral.corrections.exists()


def test_the_national_record_s_reference_is_noted_and_taken_away(client, officer):
    referral = arrived(officer)
    change(client, "national-reference", referral, number=" PCMT 123 ")
    assert "PCMT 123" in client.get(address("referral", referral)).text

    change(client, "national-reference", referral, number="")

    assert "Not entered" in client.get(address("referral", referral)).text


def test_two_numbers_at_once_are_shown_side_by_side(client, officer):
    referral = arrived(officer)
    seen = referral.version
    change(client, "national-reference", referral, number="PCMT 1")

    posted = {"number": "PCMT 2", "version": seen}
    answer = client.post(address("national-reference", referral), posted)

    assert "Somebody else changed this referral" in answer.text
    assert "PCMT 1" in answer.text
    assert "PCMT 2" in answer.text


def test_who_told_us_is_on_a_page_of_its_own_that_is_logged(client, officer):
    referral = arrived(officer, told=NAMED)
    assert "Kim Neighbour" not in client.get(address("referral", referral)).text

    assert "Kim Neighbour" in client.get(address("referrer", referral)).text

    opened = client.get(address("openings", referral)).text
    assert str(officer.user) in opened
    assert "Who told us" in opened


def test_the_panel_s_chair_reads_and_is_offered_no_change(officer, sign_in):
    referral = acknowledged(officer)
    chair = make_colleague(officer, role=Role.PANEL_CHAIR)

    page = sign_in(chair.role, member=chair).get(address("referral", referral)).text

    assert "Robin Example" in page
    assert "What next?" not in page
    assert address("correct", referral) not in page


def test_each_page_about_a_referral_has_words_in_the_log():
    routes = {
        f"desk:{each.name}" for each in urlpatterns if "reference" in str(each.pattern)
    }

    assert routes <= PAGES.keys()
