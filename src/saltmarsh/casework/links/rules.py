import uuid

from django.utils.translation import gettext as _


def barriers(
    referral_id: uuid.UUID,
    earlier_id: uuid.UUID | None,
    *,
    persons: tuple[uuid.UUID | None, uuid.UUID | None],
) -> list[str]:
    """Return why two referrals cannot be linked; empty when they can.

    earlier_id: None when no referral that the officer may see has the reference:
    one that they may not see and one that nobody has are answered alike.
    persons: whom each is linked to now, if anybody.
    """
    if earlier_id is None:
        return [_("You can see no referral with this reference")]
    if earlier_id == referral_id:
        return [_("Enter the reference of another referral, not of this one")]
    here, there = persons
    if here is not None and here == there:
        return [_("The two referrals are linked already")]
    if here is not None and there is not None:
        return [
            _(
                "Each is linked to other referrals already. "
                "Undo one of these links first"
            )
        ]
    return []


def barriers_to_meaning(text: str, *, is_repeat: bool) -> list[str]:
    """Return why nobody can say what several referrals mean together."""
    if not is_repeat:
        return [_("This referral is linked to no other")]
    if not text.strip():
        return [_("Enter what has changed, and what the referrals mean together")]
    return []
