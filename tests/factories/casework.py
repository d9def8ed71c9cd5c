import json
from typing import Any

from django.utils import timezone

from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals import drafts, reading
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.referrals.models import Draft, Referral, SchemaVersion
from tests.factories.foundation import OwnedFactory, TeamFactory

SHIPPED = reading.shipped()[-1]
# What somebody might write who stays anonymous. Invented, as is everything here.
TOLD: dict[str, Any] = {
    "immediate_danger": "no",
    "part_of_job": "no",
    "names": "Robin Example",
    "worry": "Robin has begun to talk of hurting people.",
    "stay_anonymous": "yes",
}
# About somebody of whom nobody knows a name, a birthday or an address.
NAMELESS = {name: told for name, told in TOLD.items() if name != "names"} | {
    "description": "Tall, with a red scarf."
}
NAMED = TOLD | {
    "stay_anonymous": "no",
    "referrer_name": "Kim Neighbour",
    "reply_email": "kim@neighbours.example",
}


class SchemaVersionFactory(OwnedFactory):
    """The version that comes with the product, published."""

    class Meta:
        model = SchemaVersion

    version = SHIPPED.version
    effective_from = SHIPPED.effective_from

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.setdefault("document", json.loads(reading.write(SHIPPED)))
        return super()._create(model_class, *args, **kwargs)


def publish(partnership: Any) -> None:
    if not partnership.schemas.exists():
        SchemaVersionFactory(partnership=partnership)


def make_draft(partnership: Any, told: dict[str, Any] | None = None) -> Draft:
    """Return a draft of the public form, filled in and ready to send."""
    publish(partnership)
    draft, _secret = drafts.start(partnership)
    drafts.keep(draft, answers=TOLD if told is None else told)
    return draft


def make_referral(
    partnership: Any,
    *,
    told: dict[str, Any] | None = None,
    team: Any = None,
    **values: Any,
) -> Referral:
    """Return a referral that was sent; `values` are set on it afterwards.

    Its receipt is in `referral.receipt`.
    """
    draft = make_draft(partnership, told)
    arrival = Arrival(
        values.pop("channel", "web"),
        values.pop("received_at", timezone.now()),
        values.pop("quarantine", ""),
    )
    team = team or TeamFactory(partnership=partnership)
    sent = referrals.send(draft, team=team, arrival=arrival)
    for name, value in values.items():
        setattr(sent.referral, name, value)
    sent.referral.save()
    sent.referral.receipt = sent.receipt
    return sent.referral
