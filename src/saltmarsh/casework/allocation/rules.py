import uuid
from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _


def barriers_to_giving(
    *,
    owner_teams: Collection[uuid.UUID] | None,
    team: uuid.UUID,
    has_left: bool = False,
) -> list[str]:
    """Return why a referral of `team` cannot be given to an owner.

    owner_teams: the teams the owner has a place in; None when nobody is to own it.
    """
    if owner_teams is None:
        return []
    if has_left:
        return [_("This person has left")]
    if team not in owner_teams:
        return [_("This person has no place in the team. Choose somebody who has")]
    return []


def barriers_to_restricting(
    *, named: int, deciding: int, until: datetime, now: datetime
) -> list[str]:
    """Return why sight of a referral cannot be kept to named people.

    named: how many people; deciding: how many of them may decide about it.
    """
    found = []
    if not named:
        found.append(_("Name at least one person who may see it"))
    elif not deciding:
        found.append(_("Name at least one person who decides about referrals"))
    if until <= now:
        found.append(_("The day it ends must be in the future"))
    return found
