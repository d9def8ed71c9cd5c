"""Minutes on one screen: saved as typed, by a script or a button."""

import pytest
from django.urls import reverse

from saltmarsh.casework.meetings import minutes
from saltmarsh.casework.meetings.minutes import About
from tests.casework.meetings.room import chair_of, make_meeting, on_agenda
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_colleague, make_officer

TEXT = "Health: he has not come since May."


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


@pytest.fixture
def item(officer):
    return on_agenda(make_meeting(officer), listed(officer), by=officer, force="")


def place(item, name="minutes"):
    return reverse(f"desk:{name}", args=[item.meeting_id])


def save(client, item, text=TEXT, version=0, part=None, **headers):
    typed = {"part": part or item.pk, "version": version, "text": text}
    return client.post(place(item), typed, headers=headers)


SCRIPT = {"accept": "application/json"}


def test_a_press_saves_one_part(client, item):
    answer = save(client, item)

    assert answer.url.endswith(f"#part-{item.pk}")
    assert TEXT in client.get(place(item)).text
    whole = save(client, item, "Late start.", part="meeting")
    assert whole.url.endswith("#part-meeting")
    assert "Late start." in client.get(place(item)).text


def test_a_script_is_told_the_version_it_goes_on_from(client, item):
    first = save(client, item, **SCRIPT).json()
    second = save(client, item, TEXT + " We ring.", first["version"], **SCRIPT).json()

    assert (first["version"], second["version"]) == (1, 2)
    assert first["saved"]
    assert "We ring." in client.get(place(item)).text


def test_two_who_write_at_once_both_see_both(client, item, officer):
    colleague = make_colleague(officer)
    about = About(item.meeting, item)
    minutes.save(about, text="Police: no news.", version=0, by=colleague)
    assert save(client, item, **SCRIPT).status_code == 409

    answer = save(client, item)

    assert "Somebody else wrote here too" in answer.text
    assert TEXT in answer.text
    assert "Police: no news." in answer.text
    assert 'name="version" value="1"' in answer.text
    save(client, item, "Police: no news. " + TEXT, 1)
    assert about.meeting.written.get().version == 2


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999"])
def test_a_version_that_never_was_overwrites_nothing(client, item, version):
    save(client, item)

    answer = save(client, item, "Something else.", version)

    assert "Somebody else wrote here too" in answer.text
    assert item.meeting.written.get().text == TEXT


@pytest.mark.parametrize("part", ["nothing", "00000000-0000-4000-8000-000000000000"])
def test_a_part_that_is_not_there_is_not_found(client, item, part):
    assert save(client, item, part=part).status_code == 404


def test_approved_minutes_are_added_to(client, item, officer, sign_in):
    save(client, item)
    assert client.post(place(item, "approve-minutes")).status_code == 403
    chair = chair_of(officer)
    sign_in(chair.role, member=chair).post(
        place(item, "approve-minutes"), {f"read-{item.pk}": 1}
    )

    late = save(client, item, "Something else.", 1)
    assert "Write an addendum instead" in late.text
    assert "Something else." in late.text
    assert save(client, item, "Else.", 1, **SCRIPT).status_code == 409
    added = {"part": item.pk, "text": "She came later."}
    client.post(place(item, "add-to-minutes"), added)

    shown = client.get(place(item)).text
    assert TEXT in shown
    assert "She came later." in shown
    assert "Minutes approved" in shown


def test_an_empty_addendum_is_refused_beside_its_box(client, item):
    save(client, item)
    minutes.approve(item.meeting, read={}, by=client.member)

    answer = client.post(place(item, "add-to-minutes"), {"part": item.pk, "text": " "})

    assert f'href="#text-{item.pk}"' in answer.text
    assert f'id="error-{item.pk}-1"' in answer.text
    assert not item.meeting.addenda.exists()


def test_what_was_written_meanwhile_is_shown_before_it_is_approved(
    item, officer, client, sign_in
):
    save(client, item)
    person = chair_of(officer)
    chair = sign_in(person.role, member=person)
    assert f'name="read-{item.pk}" value="1"' in chair.get(place(item)).text
    save(client, item, TEXT + " He has left.", 1)

    seen = {f"read-{item.pk}": 1, "read-meeting": 0}
    answer = chair.post(place(item, "approve-minutes"), seen).text

    assert "More was written after you opened this page" in answer
    assert f'href="#part-{item.pk}"' in answer
    assert "New since you read it" in answer
    assert "He has left." in answer
    item.meeting.refresh_from_db()
    assert item.meeting.state == "planned"
    assert f'name="read-{item.pk}" value="2"' in answer
    chair.post(place(item, "approve-minutes"), seen | {f"read-{item.pk}": 2})
    item.meeting.refresh_from_db()
    assert item.meeting.state == "approved"
