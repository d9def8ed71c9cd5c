"""What goes along with a case that another panel accepts: who may see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.cases import sight
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading, Sight
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.transfers import actions as transfers
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.triage.desk import make_officer
from tests.factories.transfers import Panels

pytestmark = pytest.mark.django_db


@pytest.fixture
def panels():
    held = Panels()
    partnerships.enter(held.there)
    held.lead = make_officer(held.there)
    partnerships.enter(held.here)
    return held


def in_days(count):
    return timezone.now() + timedelta(days=count)


def restrict(panels, until):
    named = (panels.asker, panels.second)
    kept = Sight(named, until, "A relative works in the team.")
    sight.restrict(panels.case, sight=kept, version=None, by=panels.second)


def accept(panels):
    leading = Leading(panels.lead, "Millgate District Council")
    received = panels.received()
    return transfers.accept(received, leading=leading, words="", by=panels.receiver)


def seen_by(case, member):
    now, basis = timezone.now(), case.bases.get()
    return (
        Case.objects.filter(pk=case.pk).seen_by(member, now).exists(),
        Referral.objects.filter(pk=basis.referral_id).seen_by(member, now).exists(),
    )


def test_a_restriction_goes_along_with_the_case_and_says_why(panels):
    until = in_days(30)
    restrict(panels, until)
    panels.asked()
    assert panels.received().kept_until == until

    case = accept(panels)

    assert case.is_restricted
    assert seen_by(case, panels.receiver) == (True, True)
    assert seen_by(case, panels.lead) == (True, True)
    colleague = make_officer(panels.there, case.team)
    assert seen_by(case, colleague) == (False, False)
    grant = case.grants.get(member=panels.lead)
    assert grant.until == until
    assert str(panels.here) in grant.reason


def test_what_was_restricted_while_it_was_asked_is_restricted_there(panels):
    panels.asked()
    partnerships.enter(panels.here)
    restrict(panels, in_days(30))

    case = accept(panels)

    colleague = make_officer(panels.there, case.team)
    assert seen_by(case, colleague) == (False, False)


def test_a_restriction_that_was_lifted_meanwhile_does_not_go_along(panels):
    restrict(panels, in_days(30))
    panels.asked()
    partnerships.enter(panels.here)
    sight.lift(panels.case, by=panels.second.user_id)

    case = accept(panels)

    assert not case.is_restricted
    assert panels.received().kept_until is None
    colleague = make_officer(panels.there, case.team)
    assert seen_by(case, colleague) == (True, True)
