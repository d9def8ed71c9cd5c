from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from saltmarsh.casework.assurance import statements
from saltmarsh.casework.assurance.models import Statement
from tests.casework.assurance.drawn import WORDS, a_year, written
from tests.casework.cases.room import make_case
from tests.casework.triage.desk import in_days, make_colleague, make_officer
from tests.web.desk.pages import beside, day

LIST, BEGIN = "desk:statements", "desk:statement-begin"


@pytest.fixture
def manager(partnership):
    return make_officer(partnership, role="manager")


@pytest.fixture
def chair(manager):
    return make_colleague(manager, role="panel_chair")


@pytest.fixture
def client(manager, sign_in):
    return sign_in("manager", member=manager)


def place(statement, *more):
    return "/".join([reverse("desk:statement", args=[statement.pk]), *more])


def test_the_list_says_so_when_there_is_none(client):
    assert "There is no statement yet" in client.get(reverse(LIST)).text


def test_a_statement_is_begun_about_the_last_financial_year(client):
    page = client.get(reverse(BEGIN)).text
    assert 'value="31"' in page

    days = day("since", in_days(-300)) | day("until", in_days(-1))
    answer = client.post(reverse(BEGIN), days)

    made = Statement.objects.get()
    assert answer.headers["Location"] == place(made)
    assert place(made) in client.get(reverse(LIST)).text


@pytest.mark.parametrize(
    ("since", "until", "name"), [(1, 2, "since"), (0, -1, "until")]
)
def test_a_wrong_time_is_said_beside_it(client, since, until, name):
    days = day("since", in_days(since)) | day("until", in_days(until))

    assert beside(client.post(reverse(BEGIN), days), name)
    assert not Statement.objects.exists()


def test_each_figure_leads_to_the_records_behind_it(client, manager):
    case = make_case(manager)
    made = statements.begin(a_year(), by=manager)
    evidence = place(made, "evidence", "referred")

    assert evidence in client.get(place(made)).text
    assert case.reference in client.get(evidence).text
    empty = client.get(place(made, "evidence", "closed"))
    assert "No record that you may open" in empty.text
    assert client.get(place(made, "evidence", "nothing")).status_code == 404


def test_what_was_written_stands_in_the_statement(client, manager):
    made = statements.begin(a_year(), by=manager)

    answer = client.post(place(made, "write"), {"version": made.version, **WORDS})

    assert answer.headers["Location"] == place(made)
    shown = client.get(place(made)).text
    assert all(words in shown for words in WORDS.values())


def test_two_writers_see_both_and_lose_nothing(client, manager, chair):
    made = statements.begin(a_year(), by=manager)
    statements.write(made, words={"care": "By the chair."}, version=1, by=chair)

    given = {"version": 1, "care": "By the manager."}
    answer = client.post(place(made, "write"), given)

    assert "Somebody changed it while you were writing" in answer.text
    assert "By the chair." in answer.text
    assert "By the manager." in answer.text
    made.refresh_from_db()
    assert made.words == {"care": "By the chair."}
    again = {"version": 2, "care": "By both."}
    assert f'name="version" value="{again["version"]}"' in answer.text
    client.post(place(made, "write"), again)
    made.refresh_from_db()
    assert made.words["care"] == "By both."


def test_another_person_confirms_it_and_nobody_changes_it_then(
    client, manager, chair, sign_in
):
    made = written(chair, a_year(-2, -1))
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        tick = {"version": made.version, "is_right": "yes"}
        refused = client.post(place(made, "confirm"), {"version": made.version})
        assert beside(refused, "is_right")

        answer = client.post(place(made, "confirm"), tick)

        assert answer.headers["Location"] == place(made)
        shown = client.get(place(made)).text
        assert "Confirmed" in shown
        assert place(made, "write") not in shown
        made.refresh_from_db()
        late = {"version": made.version, "care": "Later."}
        assert "stays as it is" in client.post(place(made, "write"), late).text
        client.post(place(made, "add"), {"text": "One more."})
        assert "One more." in client.get(place(made)).text


def test_its_writer_may_not_confirm_it(client, manager):
    made = written(manager, a_year(-2, -1))

    tick = {"version": made.version, "is_right": "yes"}
    answer = client.post(place(made, "confirm"), tick)

    assert "somebody else has to confirm it" in answer.text
