from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.complaints.models import Complaint
from saltmarsh.foundation.audit.models import Event
from tests.casework.cases.room import make_case
from tests.casework.complaints.made import FROM, TOLD, make_complaint
from tests.casework.triage.desk import arrived, make_colleague, make_officer
from tests.web.desk.cases.pages import address
from tests.web.desk.pages import beside, day

LIST = "/desk/complaints"
RECORD = f"{LIST}/record"


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def typed(owner, **values):
    when = day("received_on", timezone.localdate())
    given = {"complainant": FROM, "words": TOLD, "how": "phone", "owner": owner.pk}
    return given | when | values


def place(complaint, *more):
    return "/".join([LIST, str(complaint.pk), *more])


def test_a_complaint_about_a_referral_stands_in_its_history(client, officer):
    referral = arrived(officer)
    page = f"/desk/referrals/{referral.reference}/history"
    assert f"{RECORD}?about={referral.reference}" in client.get(page).text

    made = make_complaint(officer, referral=referral)

    assert place(made) in client.get(page).text


def test_a_complaint_is_recorded_from_the_case_and_stands_on_its_page(client, officer):
    case = make_case(officer)
    start = f"{RECORD}?about={case.reference}"
    assert start in client.get(address("case", case)).text
    assert f'value="{case.reference}"' in client.get(start).text

    answer = client.post(RECORD, typed(officer, reference=case.reference))

    made = Complaint.objects.get()
    assert answer.headers["Location"] == place(made)
    page = client.get(place(made)).text
    assert FROM in page
    assert TOLD in page
    assert place(made) in client.get(address("case", case)).text
    assert FROM in client.get(LIST).text


@pytest.mark.parametrize(
    "name", ["complainant", "words", "received_on", "how", "owner"]
)
def test_what_is_missing_is_said_beside_it_and_nothing_is_lost(client, officer, name):
    given = typed(officer)
    empty = {key: "" for key in given if key == name or key.startswith(f"{name}-")}

    answer = client.post(RECORD, given | empty)

    assert beside(answer, name)
    assert name == "words" or TOLD in answer.text
    assert not Complaint.objects.exists()


def test_a_reference_that_one_may_not_see_is_refused_beside_it(client, officer):
    hidden = make_case(make_officer(officer.partnership))

    answer = client.post(RECORD, typed(officer, reference=hidden.reference))

    assert beside(answer, "reference")
    assert "You can see no case or referral" in answer.text


def test_it_may_be_about_a_referral(client, officer):
    referral = arrived(officer)

    client.post(RECORD, typed(officer, reference=referral.reference.lower()))

    assert Complaint.objects.get().referral == referral


def test_nobody_owns_one_about_themselves_nor_sees_it(client, officer, sign_in):
    case, colleague = make_case(officer), make_colleague(officer)
    about = {"reference": case.reference, "member": colleague.pk}
    refused = client.post(RECORD, typed(colleague, **about))
    assert beside(refused, "owner")

    client.post(RECORD, typed(officer, **about))

    made = Complaint.objects.get()
    theirs = sign_in(colleague.role, member=colleague)
    assert theirs.get(place(made)).status_code == 404
    assert place(made) not in theirs.get(address("case", case)).text
    assert FROM not in theirs.get(LIST).text


def test_who_records_one_about_themselves_goes_to_the_list(client, officer):
    owner = make_colleague(officer)

    answer = client.post(RECORD, typed(owner, member=officer.pk))

    assert answer.headers["Location"] == LIST
    assert Complaint.objects.get().member == officer


def test_it_is_added_to_passed_on_and_answered(client, officer):
    made, manager = make_complaint(officer), make_colleague(officer, role=Role.MANAGER)
    for page in ("answer", "add", "pass-on"):
        assert place(made, page) in client.get(place(made)).text
        assert FROM in client.get(place(made, page)).text
    early = day("answered_on", timezone.localdate() - timedelta(days=1))
    assert beside(client.post(place(made, "answer"), early), "answered_on")

    client.post(place(made, "add"), {"words": "She rang again."})
    client.post(place(made, "pass-on"), {"owner": manager.pk})
    client.post(
        place(made, "answer"),
        {"words": "We are sorry."} | day("answered_on", timezone.localdate()),
    )

    page = client.get(place(made)).text
    assert "She rang again." in page
    assert "We are sorry." in page
    assert str(manager) in page
    assert place(made, "answer") not in page
    assert "We are sorry." not in client.get(LIST).text
    assert FROM in client.get(f"{LIST}?show=answered").text


def test_each_reading_is_logged_with_the_complaint(client, officer):
    made = make_complaint(officer, case=make_case(officer))

    client.get(place(made))
    client.get(LIST)

    logged = Event.objects.about(made.pk).filter(name="page.opened")
    assert {each.subject for each in logged} == {"desk:complaint", "desk:complaints"}


def test_an_overdue_one_shows_and_the_list_is_read_at_once(
    client, officer, django_assert_max_num_queries
):
    late = make_complaint(officer)
    late.due_on = timezone.localdate() - timedelta(days=1)
    late.save()
    assert "Overdue" in client.get(LIST).text
    assert "Overdue" in client.get(place(late)).text
    for _number in range(8):
        make_complaint(officer)

    with django_assert_max_num_queries(25):
        client.get(LIST)
