"""Minutes on one screen: saved as typed, by a script or a button."""

import pytest
from django.urls import reverse

from saltmarsh.casework.meetings import minutes
from saltmarsh.casework.meetings.minutes import About
from saltmarsh.foundation.audit.models import Event
from tests.casework.meetings.room import chair_of, make_meeting, on_agenda
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_colleague, make_officer
from tests.web.hidden import hidden_in

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
    key = part or item.pk
    typed = {"part": key, f"version-{key}": version, f"text-{key}": text}
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
    assert f'name="version-{item.pk}" value="1"' in answer.text
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
        place(item, "approve-minutes"), {f"version-{item.pk}": 1}
    )

    late = save(client, item, "Something else.", 1)
    assert "Write an addendum instead" in late.text
    assert "Something else." in late.text
    assert save(client, item, "Else.", 1, **SCRIPT).status_code == 409
    added = {"part": item.pk, f"text-{item.pk}": "She came later."}
    client.post(place(item, "add-to-minutes"), added)

    shown = client.get(place(item)).text
    assert TEXT in shown
    assert "She came later." in shown
    assert "Minutes approved" in shown


@pytest.fixture
def approved(client, item):
    """An item of minutes that are approved."""
    save(client, item)
    minutes.approve(item.meeting, read={}, by=client.member)
    return item


def add(client, item, typed, part):
    """Press Add beside a part, with what stands in every box of the page."""
    page = typed_in(client.get(place(item)).text) | typed
    return client.post(place(item, "add-to-minutes"), page | {"part": part})


def test_a_press_adds_what_stands_in_every_box(client, approved):
    typed = {f"text-{approved.pk}": "She came later.", "text-meeting": "Ended at 5."}

    answer = add(client, approved, typed, part="meeting")

    assert answer.url == place(approved)
    added = {each.item_id: each.text for each in approved.meeting.addenda.all()}
    assert added == {approved.pk: "She came later.", None: "Ended at 5."}
    events = Event.objects.filter(name="minutes.added_to", by=client.member.user_id)
    assert events.count() == 2


def test_a_press_beside_an_empty_box_keeps_what_stands_in_the_others(client, approved):
    typed = {f"text-{approved.pk}": "She came later.", "text-meeting": ""}

    page = add(client, approved, typed, part="meeting").text

    assert 'id="error-meeting-1"' in page
    assert f'id="error-{approved.pk}-1"' not in page
    assert ">She came later.</textarea>" in page
    assert not approved.meeting.addenda.exists()


def test_an_empty_addendum_is_refused_beside_its_box(client, approved):
    item = approved

    answer = add(client, item, {f"text-{item.pk}": " "}, part=item.pk)

    assert f'href="#text-{item.pk}"' in answer.text
    assert f'id="error-{item.pk}-1"' in answer.text
    assert not item.meeting.addenda.exists()


def test_what_was_written_meanwhile_is_shown_before_it_is_approved(
    item, officer, client, sign_in
):
    save(client, item)
    person = chair_of(officer)
    chair = sign_in(person.role, member=person)
    assert f'name="version-{item.pk}" value="1"' in chair.get(place(item)).text
    save(client, item, TEXT + " He has left.", 1)

    seen = {f"version-{item.pk}": 1, "version-meeting": 0}
    answer = chair.post(place(item, "approve-minutes"), seen).text

    assert "More was written after you opened this page" in answer
    assert f'href="#part-{item.pk}"' in answer
    assert "New since you read it" in answer
    assert "He has left." in answer
    item.meeting.refresh_from_db()
    assert item.meeting.state == "planned"
    assert f'name="version-{item.pk}" value="2"' in answer
    chair.post(place(item, "approve-minutes"), seen | {f"version-{item.pk}": 2})
    item.meeting.refresh_from_db()
    assert item.meeting.state == "approved"


@pytest.fixture
def chair(officer, sign_in):
    person = chair_of(officer)
    return sign_in(person.role, member=person)


def typed_in(page, **texts):
    """Return all that the page sends, with other texts in its boxes."""
    held = {name: text[0] for name, text in hidden_in(page).items()}
    return held | {f"text-{key.replace('_', '-')}": text for key, text in texts.items()}


def test_what_is_typed_and_not_saved_is_kept_when_the_chair_approves(item, chair):
    save(chair, item)
    page = chair.get(place(item)).text
    typed = typed_in(page, meeting="We began late.") | {f"text-{item.pk}": TEXT}

    answer = chair.post(place(item, "approve-minutes"), typed)

    assert "Save the minutes of the meeting as a whole first" in answer.text
    assert 'href="#text-meeting"' in answer.text
    assert 'id="error-meeting-1"' in answer.text
    assert f'id="error-{item.pk}-1"' not in answer.text
    assert ">We began late.</textarea>" in answer.text
    item.meeting.refresh_from_db()
    assert item.meeting.state == "planned"
    chair.post(place(item), typed | {"part": "meeting"})
    chair.post(place(item, "approve-minutes"), typed)
    item.meeting.refresh_from_db()
    assert item.meeting.state == "approved"


def test_a_press_saves_what_was_typed_in_the_other_boxes_too(client, item):
    page = client.get(place(item)).text
    typed = typed_in(page, meeting="We began late.") | {f"text-{item.pk}": TEXT}

    client.post(place(item), typed | {"part": "meeting"})

    texts = {each.text for each in item.meeting.written.all()}
    assert texts == {TEXT, "We began late."}


def test_a_box_that_nobody_touched_is_no_conflict(client, item, officer):
    save(client, item)
    page = client.get(place(item)).text
    colleague = make_colleague(officer)
    about = About(item.meeting, item)
    minutes.save(about, text="Police: no news.", version=1, by=colleague)

    typed = typed_in(page, meeting="We began late.") | {f"text-{item.pk}": TEXT}
    client.post(place(item), typed | {"part": "meeting"})

    assert item.meeting.written.get(item=item).text == "Police: no news."
    assert item.meeting.written.get(item=None).text == "We began late."


def test_the_other_boxes_wait_while_two_texts_become_one(client, item, officer):
    page = client.get(place(item)).text
    about = About(item.meeting, item)
    minutes.save(about, text="No news.", version=0, by=make_colleague(officer))
    typed = typed_in(page, meeting="We began late.") | {f"text-{item.pk}": TEXT}

    both = client.post(place(item), typed | {"part": item.pk}).text

    assert "Somebody else wrote here too" in both
    assert not item.meeting.written.filter(item=None).exists()
    again = typed_in(both) | {f"text-{item.pk}": "No news. " + TEXT}
    client.post(place(item), again)
    assert item.meeting.written.get(item=item).text == "No news. " + TEXT
    assert item.meeting.written.get(item=None).text == "We began late."


def test_minutes_that_came_back_overwrite_nothing(client, item, officer):
    typed = {f"text-{item.pk}": TEXT, f"version-{item.pk}": 0, "part": item.pk}
    about = About(item.meeting, item)
    minutes.save(about, text="No news.", version=0, by=make_colleague(officer))
    carried = {f"brought-{name}": text for name, text in typed.items()}

    page = client.post(place(item), carried | {"brought": "yes"}).text

    assert f">{TEXT}</textarea>" in page
    assert "Nothing was sent yet" in page
    sent = typed_in(page) | {f"text-{item.pk}": TEXT, "part": item.pk}
    assert "Somebody else wrote here too" in client.post(place(item), sent).text


@pytest.mark.parametrize("name", ["add-to-minutes", "approve-minutes"])
def test_what_came_back_to_an_address_that_acts_stands_in_its_box(
    item, chair, client, name
):
    save(client, item)
    if name == "add-to-minutes":
        minutes.approve(item.meeting, read={}, by=chair.member)
    typed = {"part": item.pk, f"text-{item.pk}": "She came later."}
    carried = {f"brought-{name}": text for name, text in typed.items()}

    page = chair.post(place(item, name), carried | {"brought": "yes"}).text

    assert ">She came later.</textarea>" in page
    assert "Nothing was sent yet" in page
    assert not item.meeting.addenda.exists()


@pytest.mark.parametrize("part", ["", "nothing"])
def test_nothing_is_added_to_a_part_that_is_not_there(client, item, part):
    save(client, item)
    minutes.approve(item.meeting, read={}, by=client.member)

    added = {"part": part, f"text-{item.pk}": "She came later."}

    assert client.post(place(item, "add-to-minutes"), added).status_code == 404


def test_minutes_half_written_stay_when_the_language_changes(client, item):
    save(client, item)
    page = client.get(place(item)).text
    assert 'name="in_language"' in page
    typed = typed_in(page, meeting="We began late.") | {f"text-{item.pk}": TEXT * 2}

    welsh = client.post(place(item), typed | {"in_language": "cy"}).text

    assert '<html lang="cy"' in welsh
    assert ">We began late.</textarea>" in welsh
    assert f">{TEXT * 2}</textarea>" in welsh
    assert item.meeting.written.get().text == TEXT
    client.post(place(item), typed_in(welsh) | typed | {"part": "meeting"})
    assert item.meeting.written.count() == 2


def test_an_addendum_half_written_stays_when_the_language_changes(client, approved):
    typed = {f"text-{approved.pk}": "She came later.", "in_language": "cy"}

    page = client.post(place(approved, "add-to-minutes"), typed).text

    assert ">She came later.</textarea>" in page
    assert '<html lang="cy"' in page
    assert not approved.meeting.addenda.exists()
