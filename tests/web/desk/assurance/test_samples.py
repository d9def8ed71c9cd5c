import pytest
from django.urls import reverse

from saltmarsh.casework.assurance.lifecycle import QUESTIONS
from saltmarsh.casework.assurance.models import DipSample
from saltmarsh.casework.cases import sight
from tests.casework.assurance.drawn import YES, drawn
from tests.casework.exits.closed import closed
from tests.casework.triage.desk import in_days, make_colleague, make_officer
from tests.web.desk.pages import beside, day

LIST, DRAW = "desk:dip-samples", "desk:dip-sample-draw"


@pytest.fixture
def manager(partnership):
    return make_officer(partnership, role="manager")


@pytest.fixture
def officer(manager):
    return make_colleague(manager)


@pytest.fixture
def client(manager, sign_in):
    return sign_in("manager", member=manager)


def wanted(number="1", since=0, until=0):
    days = day("since", in_days(since)) | day("until", in_days(until))
    return {"wanted": number} | days


def check_of(sample):
    check = sample.checks.get()
    return check, reverse("desk:dip-check", args=[check.pk])


def test_the_list_says_so_when_nothing_was_drawn(client):
    assert "No sample has been drawn" in client.get(reverse(LIST)).text


def test_a_sample_is_drawn_read_and_listed(client, officer):
    case = closed(officer)

    answer = client.post(reverse(DRAW), wanted())

    sample = DipSample.objects.get()
    place = reverse("desk:dip-sample", args=[sample.pk])
    assert answer.headers["Location"] == place
    assert place in client.get(reverse(LIST)).text
    assert "0 of 1" in client.get(reverse(LIST)).text
    _check, page = check_of(sample)
    assert page in client.get(place).text
    assert case.reference in client.get(page).text

    given = YES | {"needs": "no", "remark": "Nobody acted on the second need."}
    assert client.post(page, given).headers["Location"] == place

    assert "1 of 1" in client.get(reverse(LIST)).text
    shown = client.get(page).text
    assert "Nobody acted on the second need." in shown
    assert str(QUESTIONS["needs"]) in shown


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (wanted("0"), "wanted"),
        (wanted("many"), "wanted"),
        (wanted("1", 0, 1), "until"),
        (wanted("1", 0, -1), "until"),
    ],
)
def test_what_cannot_be_drawn_is_said_beside_it(client, officer, typed, name):
    closed(officer)

    answer = client.post(reverse(DRAW), typed)

    assert beside(answer, name)
    assert not DipSample.objects.exists()


def test_a_time_without_closed_cases_is_said(client):
    answer = client.post(reverse(DRAW), wanted())

    assert "No case that you may open was closed" in answer.text


def test_a_no_without_words_is_refused_and_nothing_is_lost(client, officer, manager):
    closed(officer)
    check, page = check_of(drawn(manager))

    answer = client.post(page, YES | {"closed": "no"})

    assert beside(answer, "remark")
    assert 'value="no" checked' in answer.text
    check.refresh_from_db()
    assert check.checked_at is None


def test_whoever_led_the_case_is_told_beforehand_and_refused(client, manager):
    closed(manager)
    _check, page = check_of(drawn(make_colleague(manager, role="manager")))

    assert "somebody else has to read it" in client.get(page).text
    answer = client.post(page, YES | {"remark": ""})

    assert "somebody else has to read it" in answer.text
    assert answer.status_code == 200


def test_something_is_added_once_it_was_read(client, officer, manager):
    closed(officer)
    _check, page = check_of(drawn(manager))
    client.post(page, YES)

    answer = client.post(f"{page}/add", {"text": "Put right on Monday."})

    assert answer.headers["Location"] == page
    assert "Put right on Monday." in client.get(page).text


def test_what_one_may_no_longer_open_is_gone_from_the_sample(client, officer, manager):
    case = closed(officer)
    sample = drawn(manager)
    _check, page = check_of(sample)
    guest = {"member": manager, "guest_id": None}
    sight.declare(case, **guest, reason="A neighbour.", by=officer)

    place = reverse("desk:dip-sample", args=[sample.pk])

    assert case.reference not in client.get(place).text
    assert client.get(page).status_code == 404
    assert client.post(page, YES).status_code == 404
