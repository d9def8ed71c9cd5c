from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.cases.lifecycle import Stage as CaseStage
from saltmarsh.casework.gathering import queries
from saltmarsh.casework.gathering.models import Contact, InformationRequest
from saltmarsh.foundation.notices.models import Notice
from tests.casework.cases.room import make_case, met
from tests.casework.exits.closed import REASONS, supported
from tests.casework.gathering.asked import (
    TOLD,
    letters,
    make_contact,
    make_partner,
    make_request,
    replied,
)
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import in_days, make_colleague, make_officer
from tests.factories.casework import NAMED
from tests.web.desk.cases.pages import address, change
from tests.web.desk.pages import beside, day

TYPED = {"asks": "Is he on your roll?", "purpose": "To plan.", "basis": "Public task."}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def ask(client, case, partner, **typed):
    typed = (
        TYPED
        | day("due_on", in_days(5))
        | {"whom": partner.pk, "also": "Robin"}
        | typed
    )
    place = f"{address('request-ask', case)}?sector=school"
    return client.post(place, typed | {"version": case.version})


def late(asked):
    asked.due_on = timezone.localdate() - timedelta(days=1)
    asked.save()
    return asked


def test_a_kind_of_partner_is_chosen_and_its_questions_stand_there(client, officer):
    case, contact = make_case(officer), make_contact(officer)
    choice = client.get(address("request-ask", case)).text
    assert "?sector=youth_justice" in choice

    page = client.get(f"{address('request-ask', case)}?sector=school").text

    assert "on your roll" in page
    assert "Article 6(1)(e)" in page
    assert str(contact) in page
    other = client.get(f"{address('request-ask', case)}?sector=health").text
    assert str(contact) not in other
    assert "record a partner first" in other


def test_the_words_are_the_partnerships_own(client, officer):
    case = make_case(officer)
    officer.partnership.settings = {
        "gathering.basis": "Our own basis",
        "gathering.questions.school": "Our own question?",
    }
    officer.partnership.save()

    page = client.get(f"{address('request-ask', case)}?sector=school").text

    assert "Our own basis" in page
    assert "Our own question?" in page
    assert "on your roll" not in page


def test_a_partner_is_asked_with_what_was_picked_and_nothing_else(client, officer):
    case = make_case(officer, met(officer, told=NAMED))
    [name] = queries.offered(case, officer, timezone.now())

    ask(client, case, make_partner(officer), person=[name.key], also="")

    asked = InformationRequest.objects.get()
    assert asked.person == ["Robin Example"]
    assert asked.due_on == in_days(5)
    assert len(letters("asked")) == 1
    assert "Health trust" in client.get(address("case", case)).text


@pytest.mark.parametrize("name", ["asks", "purpose", "basis", "whom", "also"])
def test_what_is_missing_is_said_beside_it(client, officer, name, monkeypatch):
    monkeypatch.setattr(queries, "offered", lambda *_: [])
    case = make_case(officer)

    assert beside(ask(client, case, make_contact(officer), **{name: ""}), name)
    assert not InformationRequest.objects.exists()


def test_the_answer_is_read_on_its_page(client, officer):
    asked = make_request(officer)
    replied(asked)

    page = client.get(address("request", asked.case, asked.pk)).text
    assert TOLD in page
    assert "Withdraw the request" not in page
    client.post(address("request-read", asked.case, asked.pk))

    assert not Notice.objects.waiting().filter(kind=queries.ANSWERED).exists()


def test_a_late_partner_is_marked_reminded_and_then_taken_back(client, officer):
    asked = late(make_request(officer))
    case = asked.case
    for page in (address("case", case), "/desk/requests"):
        assert "Overdue" in client.get(page).text

    client.post(address("request-remind", case, asked.pk))
    assert len(letters("chased")) == 1
    empty = change(client, "request-withdraw", case, asked.pk, reason="")
    assert beside(empty, "reason")
    change(client, "request-withdraw", case, asked.pk, reason="They closed.")

    page = client.get(address("request", case, asked.pk)).text
    assert "They closed." in page
    assert "Nothing is out" in client.get("/desk/requests").text


def test_the_list_is_narrowed(client, officer):
    late(make_request(officer))
    replied(make_request(officer, sector="health", whom=make_partner(officer)))

    def shown(query):
        text = client.get(f"/desk/requests?{query}").text
        return ["School" in text.split("<tbody")[-1], TOLD in text]

    assert shown("") == [True, False]
    assert shown("state=late&sector=school") == [True, False]
    assert "Nothing matches" in client.get("/desk/requests?sector=housing").text
    answered = client.get("/desk/requests?state=answered").text
    assert "Reply" in answered.split("<tbody")[-1]


def test_what_others_ask_about_is_not_listed(client, officer):
    stranger = make_officer(officer.partnership)
    asked = make_request(stranger)

    assert "Nothing is out" in client.get("/desk/requests").text
    assert client.get(address("request", asked.case, asked.pk)).status_code == 404


def test_a_contact_is_recorded_with_how_the_mailbox_is_known(client):
    told = {
        "sector": "school",
        "organisation": "Mill School",
        "name": "Ada Quill",
        "mailbox": "office@mill-school.example",
    }
    assert "Nobody is recorded yet" in client.get("/desk/requests/partners").text
    assert beside(client.post("/desk/requests/partners", told), "reason")

    client.post("/desk/requests/partners", told | {"reason": "Rang them."})

    assert Contact.objects.get().reason == "Rang them."
    again = client.post("/desk/requests/partners", told | {"reason": "Again."})
    assert "recorded already" in again.text
    assert "Mill School" in again.text


def test_the_referrer_is_asked_again_from_the_case(client, officer):
    referral = met(officer)
    case = make_case(officer, referral)
    assert "Referrer not asked again" in client.get(address("case", case)).text
    typed = {"referral": referral.pk, "text": ""}
    assert beside(change(client, "referrer-ask", case, **typed), "text")

    change(client, "referrer-ask", case, **typed | {"text": "What is new?"})

    page = client.get(address("case", case)).text
    assert "Referrer asked again" in page
    assert "in their mailbox" in page
    assert referral.messages.open_questions().get().text == "What is new?"


def test_the_decision_says_whether_the_referrer_was_asked(officer, sign_in):
    chair = make_colleague(officer, role="panel_chair")
    client, case = sign_in("panel_chair", member=chair), listed(officer)
    page = client.get(address("case-decide", case)).text
    assert "Referrer not asked again" in page
    assert "unasked_why" in page

    make_request(officer, case=case, is_referrer=True)

    page = client.get(address("case-decide", case)).text
    assert "by a request" in page
    assert "unasked_why" not in page


def test_a_case_with_an_open_request_closes_only_with_a_reason(client, officer):
    case = supported(officer)
    make_request(officer, case=case)
    typed = REASONS | {"code": "no_concern"}
    assert beside(change(client, "case-close", case, **typed), "open_work")

    change(client, "case-close", case, **typed, open_work="The school has shut.")

    case.refresh_from_db()
    assert case.stage == CaseStage.CLOSED
