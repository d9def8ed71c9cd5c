from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.casework.likenesses.alike import MISSPELT, ROBIN, find, others
from tests.casework.triage.desk import acknowledged, make_officer
from tests.factories.casework import TOLD


def look_again(partnership):
    written = StringIO()
    call_command("look_again", partnership=partnership.name, stdout=written)
    return written.getvalue()


def test_old_referrals_wait_at_the_desk_afterwards(partnership):
    officer = make_officer(partnership)
    earlier, later = (
        acknowledged(officer, told=TOLD | each) for each in (ROBIN, MISSPELT)
    )
    find(earlier)
    find(later)

    assert "2 of 2 referrals" in look_again(partnership)

    assert others(later, officer) == [earlier]


def test_it_is_refused_before_there_is_an_index(partnership):
    with pytest.raises(CommandError, match="rebuild-index first"):
        look_again(partnership)
