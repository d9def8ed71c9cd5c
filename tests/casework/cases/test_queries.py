from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.cases import queries
from saltmarsh.casework.cases.models import Case, Grant
from saltmarsh.casework.links import actions as links
from tests.casework.cases.room import make_case, met
from tests.casework.triage.desk import arrived, make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def seen_by(member):
    return list(Case.objects.seen_by(member, timezone.now()))


def grant(case, member, until=None):
    made = Grant(
        partnership=case.partnership,
        case=case,
        member=member,
        until=until,
        by=member.user,
    )
    made.reason = "To help."
    made.save()


def test_a_case_is_seen_by_its_team_and_its_lead(officer):
    lead = make_officer(officer.partnership)
    stranger = make_officer(officer.partnership)
    case = make_case(officer, lead=lead)

    assert seen_by(officer) == seen_by(lead) == [case]
    assert seen_by(stranger) == []


def test_a_restricted_case_is_seen_by_its_lead_and_those_named(officer):
    lead, named = make_colleague(officer), make_colleague(officer)
    case = make_case(officer, lead=lead, is_restricted=True)
    grant(case, named, timezone.now() + timedelta(days=1))
    grant(case, officer, timezone.now() - timedelta(days=1))

    assert seen_by(lead) == seen_by(named) == [case]
    assert seen_by(officer) == []
    shown = queries.readers(case, ["triage_officer"], timezone.now())
    assert {(one.member, one.leads) for one in shown} == {(lead, True), (named, False)}
    assert [one.name for one in queries.named_for(case, timezone.now())] == [str(named)]


def test_readers_are_those_of_the_team_who_read_cases(officer):
    clerk = make_colleague(officer, role="entry_clerk")
    case = make_case(officer)

    shown = queries.readers(case, ["triage_officer"], timezone.now())

    assert [one.member for one in shown] == [officer]
    assert clerk not in [one.member for one in shown]


def test_a_restricted_referral_opens_a_case_for_the_same_eyes_alone(officer):
    referral, named = met(officer), make_colleague(officer)
    referral.is_restricted = True
    referral.save()
    held = referral.grants.model(
        partnership=officer.partnership,
        referral=referral,
        member=named,
        by=officer.user,
    )
    held.reason = "A relative works here."
    held.save()
    case = make_case(officer, referral, lead=make_officer(officer.partnership))

    assert case.is_restricted
    assert seen_by(named) == [case]
    assert seen_by(officer) == []


def test_a_case_carries_every_linked_referral_that_one_may_see(officer):
    referral, other, hidden = met(officer), arrived(officer), arrived(officer)
    case = make_case(officer, referral)
    for one in (other, hidden):
        links.link(one, earlier=referral, reason="Same.", by=officer.user)
    hidden.refresh_from_db()
    hidden.is_restricted = True
    hidden.save()

    carried = queries.carried(case, officer, timezone.now())

    assert carried == [referral, other]
    assert [one.is_basis for one in carried] == [True, False]


def test_a_case_keeps_what_it_rests_on_when_a_link_is_undone(officer):
    referral = met(officer)
    case = make_case(officer, referral)
    links.undo(referral.links.get(), reason="Wrong.", by=officer.user)
    later = arrived(officer)
    links.link(later, earlier=referral, reason="Same.", by=officer.user)

    person = later.links.get().person_id
    assert queries.of_person(person) == case
    assert referral in queries.carried(case, officer, timezone.now())
    assert queries.of_person(None) is None


def test_references_of_cases_are_told_from_those_of_referrals(officer):
    case, other = make_case(officer), make_case(officer)

    assert case.reference.startswith("C-")
    assert case.reference != other.reference
