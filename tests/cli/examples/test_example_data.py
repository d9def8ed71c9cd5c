import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from saltmarsh.casework.assessments import queries as assessments
from saltmarsh.casework.exits import queries as exits
from saltmarsh.casework.identities import actions as identities
from saltmarsh.casework.interventions import queries as interventions
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses.models import Likeness
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.support import queries as support
from saltmarsh.cli.machine import demo
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

PASSWORD = "ebb-and-flow-every-day"


@pytest.fixture
def made(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    call_command("make_example_data", verbosity=0)


def test_the_example_data_is_for_the_demo_alone():
    with pytest.raises(CommandError, match="for the demo"):
        call_command("make_example_data")


def test_the_example_data_is_there_at_once_and_once(made):
    call_command("make_example_data", verbosity=0)

    first, second = Partnership.objects.filter(is_demo=True).order_by("created_at")
    partnerships.enter(first)
    assert (first.hosts, second.hosts) == (
        ["localhost", "127.0.0.1"],
        ["second.localhost"],
    )
    assert Referral.objects.count() == 22


def test_every_example_account_signs_in(made):
    for email in ("triage@demo.example", "triage@second.example"):
        user = User.objects.get(email=email)
        assert user.is_demo
        assert user.check_password(PASSWORD)


def test_the_welcome_names_every_account(made):
    named = {email for email, _role in (*demo.ACCOUNTS, *demo.SECOND_ACCOUNTS)}

    assert named == set(User.objects.values_list("email", flat=True))


def test_the_referrals_stand_at_every_stage(made):
    partnerships.enter(Partnership.objects.get(hosts__contains=["localhost"]))

    stages = set(Referral.objects.values_list("stage", flat=True))
    assert len(stages) >= 8


def test_a_misspelt_name_is_asked_about_at_its_second_referral(made):
    first = Partnership.objects.get(hosts__contains=["localhost"])
    partnerships.enter(first)
    for identity in first.identities.order_by("created_at"):
        identities.index(first, identity_id=identity.pk)
        likenesses.look(first, identity_id=identity.pk)

    [likeness] = Likeness.objects.all()
    told = [one.answers["names"] for one in (likeness.earlier, likeness.later)]
    assert told == ["Owen Marsh", "Owain Marsch"]


def test_one_case_waits_for_consent(made):
    first = Partnership.objects.get(hosts__contains=["localhost"])
    partnerships.enter(first)

    case = first.cases.get(stage="adopted")
    assert (case.stage, str(case.lead)) == ("adopted", "Morgan Tidewell")
    assert case.panel_decisions.get().words["dissent"]


def test_nobody_meets_the_supported_person_any_more(made):
    first = Partnership.objects.get(hosts__contains=["localhost"])
    partnerships.enter(first)
    case = first.cases.get(stage="supported")

    contact = interventions.contact(case, timezone.now())
    assert contact.is_ringing
    assert contact.last.report.startswith("He came on time")
    assert [need.is_gap for need in support.open_needs(case)] == [False, True]
    assert not assessments.shown(case)[0].is_afterwards
    assert str(case.support_actions.get().provider) == "Noor Halden"


def test_one_meeting_is_over_and_one_is_coming(made):
    first = Partnership.objects.get(hosts__contains=["localhost"])
    partnerships.enter(first)

    past, coming = first.meetings.order_by("starts_at")
    assert (past.state, past.written.count()) == ("approved", 2)
    assert (coming.state, coming.items.count()) == ("planned", 1)
    [action] = first.panel_actions.all()
    assert action.owner.user.email == "panelmember@demo.example"


def test_a_person_whose_case_has_ended_was_referred_again(made):
    first = Partnership.objects.get(hosts__contains=["localhost"])
    partnerships.enter(first)

    case = first.cases.get(stage="closed")
    assert {each.months for each in case.reviews.exclude(months=0)} == {6, 12}
    assert case.reviews.due().asked_again().get().owner == case.lead


def test_a_case_with_two_referrals_waits_to_be_closed_by_two_people(made):
    first = Partnership.objects.get(hosts__contains=["localhost"])
    partnerships.enter(first)

    case = first.cases.get(stage="consent_refused")
    assert exits.is_repeat(case)
    assert exits.has_open_work(case)


def test_one_complaint_waits_and_one_was_answered(made):
    first = Partnership.objects.get(hosts__contains=["localhost"])
    partnerships.enter(first)

    assert first.complaints.open().get().case == first.cases.get(stage="adopted")
    assert first.complaints.get(stage="answered").answer


def test_a_transfer_between_the_two_panels_waits_for_an_answer(made):
    first, second = Partnership.objects.filter(is_demo=True).order_by("created_at")

    partnerships.enter(first)
    assert [one.stage for one in first.transfers.all()] == ["asked"]
    partnerships.enter(second)
    assert [one.stage for one in second.received_transfers.all()] == ["asked"]
