import pytest

from saltmarsh.casework.identities import actions as identities
from saltmarsh.casework.likenesses import looking
from saltmarsh.casework.likenesses.looking import Progress
from saltmarsh.casework.likenesses.models import Likeness
from saltmarsh.foundation.audit.models import Event
from tests.casework.likenesses.alike import (
    MISSPELT,
    ROBIN,
    STRANGER,
    about,
    find,
    others,
)
from tests.casework.triage.desk import acknowledged, arrived, make_officer
from tests.factories.casework import TOLD


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


def before(officer, person):
    """Return a referral that can be found, and for which nobody looked."""
    referral = acknowledged(officer, told=TOLD | person)
    find(referral)
    return referral


def looks():
    return Event.objects.filter(name="likeness.looked").count()


def test_old_referrals_are_looked_for_with_progress(officer):
    first, second = before(officer, ROBIN), before(officer, MISSPELT)
    before(officer, STRANGER)

    steps = list(looking.look_again(officer.partnership, batch=2))

    assert [(step.done, step.of) for step in steps] == [(2, 3), (3, 3)]
    assert steps[-1].raised >= 1
    assert others(second, officer) == [first]
    assert Likeness.objects.count() == 1


def test_cut_off_it_goes_on_with_those_never_looked_for(officer):
    for person in (ROBIN, MISSPELT, STRANGER):
        before(officer, person)
    next(looking.look_again(officer.partnership, batch=2))
    assert looks() == 2

    list(looking.look_again(officer.partnership, batch=2))
    assert looks() == 3

    assert list(looking.look_again(officer.partnership, batch=3)) == [Progress(3, 3, 0)]
    assert looks() == 3


def test_what_was_looked_for_when_it_came_is_left_alone(officer):
    about(officer, ROBIN)

    list(looking.look_again(officer.partnership, batch=5))

    assert looks() == 1


def test_everybody_must_be_findable_first(officer):
    arrived(officer)
    assert not looking.is_ready(officer.partnership)

    before(officer, ROBIN)
    assert looking.is_ready(officer.partnership)

    identities.begin(officer.partnership)
    assert not looking.is_ready(officer.partnership)
