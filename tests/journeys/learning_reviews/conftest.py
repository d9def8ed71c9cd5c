import json
from datetime import UTC, datetime

import pytest
import time_machine

from saltmarsh.casework.referrals import reading
from tests.factories.casework import SHIPPED, SchemaVersionFactory
from tests.factories.foundation import PartnershipFactory, TeamFactory
from tests.journeys.learning_reviews.course import Course


@pytest.fixture
def course(request):
    """The course of events begins at nine in the morning of the module's BEGINS."""
    with time_machine.travel(
        datetime.combine(request.module.BEGINS, datetime.min.time(), UTC).replace(
            hour=9
        ),
        tick=False,
    ) as clock:
        partnership = PartnershipFactory()
        # The form of today, as if it had been there then.
        form = json.loads(reading.write(SHIPPED))
        SchemaVersionFactory(
            partnership=partnership,
            effective_from=request.module.BEGINS,
            document=form | {"effective_from": request.module.BEGINS.isoformat()},
        )
        team = TeamFactory(partnership=partnership)
        yield Course(partnership, team, clock)
