import pytest

from saltmarsh.foundation.keyring import queries as keyring
from tests.casework.triage.desk import acknowledged, arrived, make_officer

# With what every page of members asks, and the access log.
MOST_QUERIES = 18


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def test_the_inbox_opens_nothing_sealed_in_few_queries(
    client, officer, django_assert_max_num_queries
):
    for _ in range(3):
        arrived(officer, owner=officer)
    client.get("/desk")

    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get("/desk")

    assert answer.status_code == 200
    assert keyring.remembered() == {}
    assert "Robin" not in answer.text


def test_a_clock_is_told_in_words(client, officer):
    acknowledged(officer)

    assert "Decide the first step" in client.get("/desk").text


def test_an_empty_inbox_says_so(client):
    assert "Nothing is open" in client.get("/desk").text


def test_a_filter_without_a_match_says_so(client, officer):
    arrived(officer)

    assert "Nothing matches" in client.get("/desk?owner=me").text


def test_a_filter_stays_chosen_and_a_wrong_one_says_so(client, officer):
    arrived(officer)

    text = client.get("/desk?owner=me&due=yesterday").text

    assert '<option value="me" selected>You</option>' in text
    assert "Select an answer from the list" in text
    assert text.count("<select") == 5


@pytest.mark.parametrize(
    "case", [str.lower, lambda text: f" {text.replace('-', ' ')} "]
)
def test_a_reference_is_found_in_any_case_and_spacing(case, client, officer):
    referral = arrived(officer)

    answer = client.get("/desk/find", {"reference": case(referral.reference)})

    assert answer["Location"] == f"/desk/referrals/{referral.reference}"


def test_an_unseen_reference_is_answered_like_an_unknown_one(client, officer):
    hidden = arrived(make_officer(officer.partnership)).reference

    answer = client.get("/desk/find", {"reference": hidden})

    assert "You can see no referral" in answer.text
    assert "Others may exist" in answer.text


def test_a_mistyped_reference_is_explained(client, officer):
    answer = client.get("/desk/find", {"reference": "K7M2-9QXO"})

    assert "is no reference" in answer.text
    assert "The last checks the others" in answer.text


def test_a_filter_is_saved_and_removed(client, officer):
    client.post("/desk/filters", {"owner": "me"})
    assert "Owner: You" in client.get("/desk").text
    [saved] = officer.saved_filters.all()

    client.post(f"/desk/filters/{saved.pk}/remove")

    assert not officer.saved_filters.exists()


def test_the_first_page_says_what_its_reader_can_do(client):
    page = client.get("/desk").text

    assert "What you can do here" in page
    assert "decide about a referral" in page


def test_a_page_that_no_filter_asks_for_is_not_filtered(client, officer):
    assert arrived(officer).reference in client.get("/desk?depth=professional").text
