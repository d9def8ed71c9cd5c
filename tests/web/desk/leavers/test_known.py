"""Each thing that a member can hold is on the page of a leaver, or there is a reason."""

import pytest
from django.apps import apps
from django.utils import timezone

from saltmarsh.casework.cases import leading
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.panels import tasks
from saltmarsh.casework.panels.rules import Task
from saltmarsh.foundation.accounts.models import Membership
from tests.casework.cases.room import AGENCY, make_case
from tests.casework.complaints.made import make_complaint
from tests.casework.consents.asked import further
from tests.casework.exits.closed import closed
from tests.casework.gathering.asked import make_request
from tests.casework.meetings.room import SHAPE, other
from tests.casework.support.given import acting
from tests.casework.triage.desk import arrived, make_colleague, make_officer
from tests.factories.routing import DeskFactory

# Nothing that somebody else has to go on with.
NOT_HELD = {
    "accounts.TeamPlace.member": "ends with the membership",
    "cases.Grant.member": "sight, and no duty",
    "cases.Interest.member": "what keeps them out",
    "cases.Lead.member": "who led, as history",
    "complaints.Complaint.member": "whom it is about",
    "inbox.SavedFilter.member": "their own",
    "likenesses.Asking.member": "managers are asked again each hour",
    "meetings.Attendee.member": "follows the seat, or is history",
    "notices.Notice.member": "follows what it is about",
    "packs.PackReader.member": "what they may read, and no duty",
    "referrals.Draft.member": "their own, and expires",
    "referrals.Grant.member": "sight, and no duty",
    "referrals.Referral.entered_by": "who typed it, as history",
    "routing.Ring.member": "who was rung, as history",
    "search.Search.member": "their own, as history",
    "support.Passing.before": "who gave support before, as history",
}


def handover(leaver, other_one):
    case, asked = make_case(other_one), Leading(leaver, AGENCY)
    leading.ask(case, leading=asked, reason="Away.", version=None, by=other_one)
    return case.reference


def panel_action(leaver, manager):
    case, day = make_case(manager), timezone.localdate()
    task = Task("Ring the school.", AGENCY, day)
    return tasks.give(case, task=task, owner=leaver, given_on=day, by=manager).pk


def seat(leaver, manager):
    series = meetings.begin(manager.team, shape=SHAPE, by=manager)
    return meetings.seat(series, comer=other(leaver), by=manager).pk


# What each thing that a leaver holds is, made for them, and a word of it on the page.
HELD = {
    "cases.Case.lead": lambda leaver, _manager: make_case(leaver).reference,
    "cases.Handover.receiver": handover,
    "complaints.Complaint.owner": lambda leaver, _manager: make_complaint(leaver).pk,
    "consents.FurtherAssessment.owner": lambda leaver, _manager: further(leaver).pk,
    "desks.Desk.fallback": lambda leaver, _manager: (
        DeskFactory(partnership=leaver.partnership, fallback=leaver).name
    ),
    "exits.Review.owner": lambda leaver, _manager: closed(leaver).reviews.first().pk,
    "gathering.InformationRequest.member": lambda leaver, manager: (
        make_request(manager, whom=leaver).pk
    ),
    "meetings.Seat.member": seat,
    "panels.PanelAction.owner": panel_action,
    "referrals.Referral.owner": lambda leaver, _manager: (
        arrived(leaver, owner=leaver).reference
    ),
    "support.Action.provider": lambda leaver, manager: (
        acting(manager, provider=leaver).case.reference
    ),
}


@pytest.fixture
def leaver(partnership):
    return make_officer(partnership)


def test_every_key_to_a_member_is_known_to_the_page_of_a_leaver():
    """A new one goes on the page, into the barriers to going, or among NOT_HELD."""
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Membership
    }

    assert found == HELD.keys() | NOT_HELD.keys()


@pytest.mark.parametrize("what", HELD)
def test_what_a_leaver_holds_is_on_their_page(what, leaver, sign_in):
    manager = make_colleague(leaver, role="manager")
    client = sign_in("manager", member=manager)
    page = f"/desk/leavers/{leaver.pk}"
    assert "Nothing that you may see" in client.get(page).text

    mark = HELD[what](leaver, manager)

    shown = client.get(page).text
    assert str(mark) in shown
    assert "Nothing that you may see" not in shown
