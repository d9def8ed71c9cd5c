import pytest

from saltmarsh.casework.attachments import queries
from saltmarsh.casework.referrals import drafts
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.schema import Depth
from tests.casework.cases.room import make_case
from tests.casework.gathering.asked import make_partner
from tests.casework.meetings.room import make_meeting, on_agenda
from tests.casework.triage.desk import make_officer
from tests.factories.casework import make_referral, publish
from tests.factories.documents import make_document


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def partner(officer):
    return make_partner(officer)


def heard(document):
    found = queries.hearing(document.partnership, [document])
    return {(each.member, each.team, each.route) for each in found.get(document.pk, [])}


def test_of_a_referral_the_team_hears_until_it_has_an_owner(officer, partner):
    referral = make_referral(officer.partnership, team=officer.team)
    document = make_document(referral, by=partner.user)

    sent = (partner, None, "partners:mailbox")
    assert heard(document) == {(None, officer.team, "desk:referral"), sent}
    referral.owner = officer
    referral.save()

    assert heard(document) == {(officer, None, "desk:referral"), sent}


def test_nobody_hears_of_a_referral_in_the_quarantine_box(officer):
    referral = make_referral(officer.partnership, team=officer.team)
    document = make_document(referral)
    type(referral).objects.filter(pk=referral.pk).update(stage=Stage.QUARANTINED)

    assert heard(document) == set()


def test_of_a_draft_its_writer_alone_hears(officer, partner):
    publish(officer.partnership)
    draft = drafts.start_for(partner, door=Depth.PROFESSIONAL, known={})

    document = make_document(draft, by=partner.user)

    assert heard(document) == {(partner, None, "partners:documents")}


def test_a_lead_who_does_not_prepare_the_meeting_finds_it_by_the_case(officer):
    item = on_agenda(make_meeting(officer), make_case(officer), by=officer)
    document = make_document(item, under=item.case_id, by=officer.user)
    assert heard(document) == {(officer, None, "desk:item")}

    item.case.lead = make_officer(officer.partnership)
    item.case.save()

    assert heard(document) == {
        (officer, None, "desk:item"),
        (item.case.lead, None, "desk:case"),
    }


def test_somebody_who_left_hears_nothing(officer, partner):
    referral = make_referral(officer.partnership, team=officer.team, owner=officer)
    document = make_document(referral, by=partner.user)
    partner.left_at = referral.created_at
    partner.save()

    assert heard(document) == {(officer, None, "desk:referral")}
