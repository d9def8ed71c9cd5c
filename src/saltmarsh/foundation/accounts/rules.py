"""Why a membership may not be changed."""

from django.utils.translation import gettext as _

# A partnership without one could let nobody in. What the role may do is said in
# `saltmarsh.access`; here it is a name.
ALWAYS_HELD = "administrator"


def barriers_to_changing(*, is_own: bool, is_last: bool) -> list[str]:
    """Return why a member's role may not be changed or ended.

    is_own: whether the person would change their own. is_last: whether nobody else
    would hold the role that somebody must hold.
    """
    barriers = []
    if is_own:
        barriers.append(_("You cannot change your own role: ask another administrator"))
    if is_last:
        barriers.append(
            _("This is the last administrator: make somebody else one first")
        )
    return barriers


def barriers_to_resetting(*, is_own: bool, works_elsewhere: bool) -> list[str]:
    """Return why an administrator may not take away a person's second factors."""
    barriers = []
    if is_own:
        barriers.append(_("Change your own second factors on your account page"))
    if works_elsewhere:
        barriers.append(
            _(
                "This person also works in another partnership, so only whoever runs"
                " this service can do it: ask them"
            )
        )
    return barriers


def barriers_to_removing_factor(*, is_needed: bool, others: int) -> list[str]:
    """Return why a person may not take away one of their second factors.

    is_needed: whether this installation insists on one. others: how many they keep.
    """
    if is_needed and others == 0:
        return [_("You need one way to prove it is you: add another one first")]
    return []
