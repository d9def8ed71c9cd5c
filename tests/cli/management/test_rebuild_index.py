from io import StringIO

from django.core.management import call_command

from saltmarsh.casework.identities import queries
from tests.casework.identities.told import told
from tests.factories.casework import make_referral
from tests.factories.foundation import PartnershipFactory


def test_every_referral_is_findable_afterwards(partnership):
    referral = make_referral(partnership)
    partnership.identities.all().delete()
    written = StringIO()

    call_command("rebuild_index", partnership=partnership.name, stdout=written)

    assert "1 of 1 identities" in written.getvalue()
    found = queries.matches(partnership, told("Robyn Exampel", None))
    assert [match.file_id for match in found.matches] == [referral.pk]


def test_without_a_name_every_partnership_has_its_turn(partnership):
    other = PartnershipFactory()
    written = StringIO()

    call_command("rebuild_index", stdout=written)

    for one in (partnership, other):
        assert f"{one}: 0 referrals told before" in written.getvalue()
