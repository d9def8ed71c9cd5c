from saltmarsh.casework.onward import actions as onward
from saltmarsh.casework.onward import queries
from tests.casework.triage.desk import arrived, in_days, make_officer


def test_the_services_that_were_asked_are_told_the_first_one_first():
    member = make_officer()
    referral, other = arrived(member), arrived(member)
    for name in ("Youth mentoring", "Housing"):
        service = {"name": name, "contact": "01632 960 010", "way": "referred"}
        given = {"service": service, "reason": "To help.", "chase_on": in_days(3)}
        onward.ask(referral, **given, by=member.user)

    told = [one.service for one in queries.asked_for(referral)]

    assert told == ["Youth mentoring", "Housing"]
    assert queries.asked_for(other) == []
