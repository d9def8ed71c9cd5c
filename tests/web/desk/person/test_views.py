import pytest

from saltmarsh.casework.links import actions as links
from saltmarsh.casework.people import actions
from saltmarsh.casework.people.models import Fact
from tests.casework.people.facts import SCHOOL
from tests.casework.triage.desk import acknowledged, make_officer
from tests.web.desk.pages import address, beside, change

SURE = {"source": "agency", "told_by": "Mrs Hall", "certainty": "likely"}
FACTS = {
    "name": ({"text": "محمد حسین", "kind_of_name": "birth"}, "Arabic script"),
    "birth": ({"year": "2008", "month": "March", "day": "12"}, "12 March 2008"),
    "home": ({"lines": "1 Mill Lane", "postcode": "SM1 4AB"}, "1 Mill Lane, SM1 4AB"),
    "school": ({"text": "Mill School", "since": "2024"}, "Since 2024."),
    "employer": ({"text": "Mill Bakery", "until": "May 2025"}, "Until May 2025."),
    "phone": ({"text": "01632 960001"}, "01632 960001"),
    "email": ({"text": "robin@example.org"}, "robin@example.org"),
    "online": ({"text": "robin_e"}, "robin_e"),
}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def page_of(client, referral):
    return client.get(address("person", referral)).text


@pytest.mark.parametrize("kind", FACTS)
def test_a_fact_is_added_with_its_source_and_certainty(client, officer, kind):
    referral, (typed, words) = acknowledged(officer), FACTS[kind]
    assert client.get(address("add-fact", referral, kind)).status_code == 200

    change(client, "add-fact", referral, kind, **typed, **SURE)

    page = page_of(client, referral)
    assert words in page
    assert "Mrs Hall" in page
    assert "Likely" in page
    assert "As told by the referrer" in page


@pytest.mark.parametrize(
    ("kind", "typed", "name"),
    [
        ("name", {"kind_of_name": "birth"}, "text"),
        ("name", {"text": "Robin"}, "kind_of_name"),
        ("birth", {}, "year"),
        ("birth", {"year": "late"}, "year"),
        ("birth", {"year": "2008", "month": "Smarch"}, "month"),
        ("home", {}, "lines"),
        ("phone", {"text": "12"}, "text"),
        ("school", {"text": "Mill School", "certainty": ""}, "certainty"),
    ],
)
def test_what_is_missing_is_said_beside_its_question(
    client, officer, kind, typed, name
):
    referral = acknowledged(officer)

    answer = change(client, "add-fact", referral, kind, **(SURE | typed))

    assert beside(answer, name)
    assert "Mrs Hall" in answer.text
    assert not Fact.objects.exists()


def test_an_age_is_kept_with_its_day(client, officer):
    referral = acknowledged(officer)
    on = {"on-day": "2", "on-month": "3", "on-year": "2026"}

    change(client, "add-fact", referral, "birth", age="17", **on, **SURE)

    assert "17 years old on 2 March 2026" in page_of(client, referral)


def test_a_correction_stands_in_place_of_what_it_corrects(client, officer):
    referral = acknowledged(officer)
    fact = actions.add(referral, learnt=SCHOOL, by=officer.user)
    asked = client.get(address("correct-fact", referral, fact.pk)).text
    assert "Mill School" in asked
    typed = {"text": "Hill School"} | SURE
    assert beside(change(client, "correct-fact", referral, fact.pk, **typed), "because")

    change(client, "correct-fact", referral, fact.pk, because="Misheard.", **typed)

    page = page_of(client, referral)
    assert "Hill School" in page
    assert "<s>Mill School</s>" in page
    assert "Misheard." in page
    again = client.get(address("correct-fact", referral, fact.pk))
    assert again.status_code == 404


def test_a_name_is_corrected_with_its_kind(client, officer):
    referral = acknowledged(officer)
    typed, _words = FACTS["name"]
    change(client, "add-fact", referral, "name", **typed, **SURE)
    fact = Fact.objects.get()

    page = client.get(address("correct-fact", referral, fact.pk)).text

    assert typed["text"] in page


def test_the_person_is_known_through_the_referrals_one_may_open(client, officer):
    referral, earlier, closed_off = (acknowledged(officer) for _ in range(3))
    links.link(referral, earlier=earlier, reason="One name.", by=officer.user)
    links.link(closed_off, earlier=earlier, reason="One name.", by=officer.user)
    actions.add(earlier, learnt=SCHOOL, by=officer.user)
    hidden = {"text": "Hidden School"}
    learnt = type(SCHOOL)("school", hidden, "agency", "likely")
    actions.add(closed_off, learnt=learnt, by=officer.user)
    closed_off.refresh_from_db()
    closed_off.is_restricted = True
    closed_off.save()

    page = page_of(client, referral)

    assert "Mill School" in page
    assert earlier.reference in page
    assert "Hidden School" not in page
    assert "Others may exist: ask the manager." in page


def test_a_kind_that_nobody_has_heard_of_is_not_found(client, officer):
    referral = acknowledged(officer)

    assert client.get(address("add-fact", referral, "religion")).status_code == 404
