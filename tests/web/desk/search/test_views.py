from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.search import actions
from saltmarsh.casework.search.models import Search
from saltmarsh.foundation.audit.models import Event
from saltmarsh.web.desk.search import views
from tests.casework.search.people import about
from tests.casework.triage.desk import make_colleague, make_officer
from tests.web.desk.pages import beside

OTHERS = "Others may exist: ask the manager."
SEARCH = {"name": "Muhamad Chowdhury", "purpose": "referral"}


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(views, "TICK", 0.001)


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def post(client, **typed):
    return client.post(reverse("desk:search"), SEARCH | typed, follow=True)


def test_a_search_says_why_in_words_and_never_a_score(client, officer):
    referral = about(officer, "Mohammed Choudhury")

    page = post(client)

    assert referral.reference in shown_weaker(client, page)
    assert "surname is another form of the same name" in shown_weaker(client, page)
    assert OTHERS in page.text
    assert "Chowdhury" not in page.redirect_chain[-1][0]
    assert "posterior" not in page.text


def shown_weaker(client, page):
    return client.get(page.redirect_chain[-1][0] + "?weaker=yes").text


def test_the_log_names_the_records_that_were_shown(client, officer):
    referral = about(officer, "Mohammed Choudhury")
    page = post(client)

    shown_weaker(client, page)

    opened = Event.objects.filter(name="page.opened").order_by("created_at").last()
    assert opened.subject == "desk:searched"
    assert referral.pk in opened.subject_ids


def test_nobody_is_found(client):
    page = post(client)

    assert "Nobody is found" in page.text
    assert OTHERS in page.text


def test_one_name_alone_asks_for_one_more_fact_and_offers_every_record(client):
    page = post(client, name="Robin", year="", place="")

    assert beside(page, "name")
    assert "Add one more fact" in page.text
    assert 'value="Robin"' in page.text
    assert "Look through every record" in page.text

    began = post(client, name="Robin", every="yes")

    assert "Looking through every record" in began.text
    [made] = Search.objects.all()
    list(actions.scan(made.partnership, search_id=made.pk))
    again = client.get(reverse("desk:searched", args=[made.pk])).text
    assert OTHERS in again


def test_progress_is_said(client):
    post(client, name="Robin", every="yes")
    made = Search.objects.get()
    made.done, made.of = 1000, 3000
    made.save()

    page = client.get(reverse("desk:searched", args=[made.pk])).text

    assert "1000 of 3000 records looked at" in page


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("year", "08"),
        ("year", "1066"),
        ("reference", "nothing"),
        ("email", "robin"),
        ("phone", "12"),
        ("purpose", ""),
    ],
)
def test_an_error_is_beside_its_question_and_nothing_is_lost(client, name, typed):
    page = post(client, **{name: typed})

    assert beside(page, name)
    assert SEARCH["name"] in page.text


def test_nothing_asked_and_a_year_to_look_through_are_refused(client):
    assert beside(post(client, name=""), "name")
    assert beside(post(client, name="", year="2008", every="yes"), "name")
    assert beside(post(client, purpose="other"), "reason")


def test_a_reference_leads_to_its_referral(client, officer):
    referral = about(officer, "Robin Example")

    page = post(client, name="", reference=referral.reference.lower())

    assert "With this reference" in page.text
    assert reverse("desk:referral", args=[referral.reference]) in page.text


def test_a_search_is_changed_with_what_was_typed(client):
    post(client, year="2008")
    made = Search.objects.get()

    page = client.get(reverse("desk:search-again", args=[made.pk])).text

    assert SEARCH["name"] in page
    assert "2008" in page


def test_who_searches_too_often_is_told_and_loses_nothing(client, officer, sign_in):
    officer.partnership.settings = {"search.most_an_hour": 2}
    officer.partnership.save()
    assert [post(client).status_code for _ in range(2)] == [200, 200]

    page = post(client)

    assert page.status_code == 429
    assert "You have searched 2 times in this hour" in page.text
    assert f'value="{SEARCH["name"]}"' in page.text
    assert Search.objects.count() == 2
    colleague = sign_in(officer.role, member=make_colleague(officer))
    assert post(colleague).status_code == 200


def test_an_unfinished_search_is_not_counted(client, officer):
    officer.partnership.settings = {"search.most_an_hour": 1}
    officer.partnership.save()

    for _ in range(2):
        assert beside(post(client, name="Robin"), "name")

    assert post(client).status_code == 200


def test_the_answer_is_one_s_own_and_for_half_an_hour(client, officer, sign_in):
    post(client)
    made = Search.objects.get()
    address = reverse("desk:searched", args=[made.pk])
    colleague = sign_in(officer.role, member=make_colleague(officer))
    assert colleague.get(address).status_code == 404

    made.expires_at = timezone.now() - timedelta(seconds=1)
    made.save()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {Role.TRIAGE_OFFICER, Role.MANAGER})
)
def test_nobody_else_searches(sign_in, role):
    assert sign_in(role).get(reverse("desk:search")).status_code == 403
    assert sign_in(role).post(reverse("desk:search"), SEARCH).status_code == 403


def test_the_page_is_the_only_active_place(client):
    page = client.get(reverse("desk:search")).text

    assert page.count("govuk-service-navigation__item--active") == 1
