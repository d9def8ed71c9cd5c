import uuid

from saltmarsh.casework.identities import actions, jobs, queries
from saltmarsh.casework.identities.models import Kind
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.identities.told import told
from tests.factories.casework import TOLD, make_referral


def test_the_job_lets_an_identity_be_found(partnership):
    identity = actions.tell(
        partnership.pk,
        file_id=uuid.uuid4(),
        kind=Kind.REFERRAL,
        told=told("Robin Example"),
    )

    jobs.index(partnership=str(partnership.pk), identity=str(identity.pk))
    jobs.count_names(partnership=str(partnership.pk))

    partnerships.enter(partnership)
    [match] = queries.matches(partnership, told("Robyn Exampel")).matches
    assert match.identity_id == identity.pk


def test_a_referral_tells_who_it_is_about_in_its_own_transaction(partnership):
    answers = TOLD | {
        "names": "Robin Example",
        "other_names": "Rob, Robbie Sample",
        "age": 14,
        "address": {"line_1": "14 Mill Lane", "postcode": "SM1 4AB"},
    }

    referral = make_referral(partnership, told=answers)

    held = queries.of_file(partnership, referral.pk).told
    assert [name["text"] for name in held["names"]] == [
        *("Robin Example", "Rob", "Robbie Sample")
    ]
    assert held["births"] == [
        {"year": referral.received_at.year - 14, "certainty": "age"}
    ]
    assert held["homes"] == [{"lines": "14 Mill Lane", "postcode": "SM1 4AB"}]
