from datetime import timedelta

from django.utils import timezone

from saltmarsh.casework.allocation import queries
from saltmarsh.casework.referrals.models import Grant
from tests.casework.triage.desk import arrived, make_colleague, make_officer


def test_colleagues_are_those_who_share_a_team():
    member = make_officer()
    colleague = make_colleague(member)
    make_officer(member.partnership)

    assert set(queries.in_teams(member, [member.role])) == {member, colleague}
    assert queries.in_teams(member, ["manager"]) == []


def test_who_has_left_works_nowhere():
    member = make_officer(left_at=timezone.now())

    assert queries.working(member.partnership, [member.role]) == []


def test_only_grants_that_still_hold_are_named():
    member = make_officer()
    referral = arrived(member)
    for days in (-1, 1):
        grant = Grant(
            partnership=member.partnership,
            referral=referral,
            member=member,
            until=timezone.now() + timedelta(days=days),
            by=member.user,
        )
        grant.reason = "A relative works here."
        grant.save()

    assert len(queries.named_for(referral, timezone.now())) == 1
    assert queries.teams_of(member) == {member.team.pk}
