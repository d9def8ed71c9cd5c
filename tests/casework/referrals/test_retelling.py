from saltmarsh.casework.identities import facts
from saltmarsh.casework.referrals import retelling
from saltmarsh.foundation.keyring import actions as keyring
from tests.factories.casework import NAMELESS, TOLD, make_referral


def tell_again(partnership):
    partnership.identities.all().delete()
    return retelling.tell_again(partnership, batch=2)


def test_who_an_old_referral_is_about_is_told_once(partnership):
    referral = make_referral(partnership)

    assert tell_again(partnership) == 1
    assert retelling.tell_again(partnership, batch=2) == 0

    identity = partnership.identities.get(file_id=referral.pk)
    assert str(facts.read(identity.told).names[0]) == TOLD["names"]


def test_an_erased_one_and_one_about_nobody_are_passed_over(partnership):
    erased = make_referral(partnership)
    make_referral(partnership, told=NAMELESS)
    told = make_referral(partnership)
    keyring.erase(partnership, file_id=erased.pk, by=None)

    assert tell_again(partnership) == 1
    assert partnership.identities.get().file_id == told.pk
