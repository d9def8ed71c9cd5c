from django.utils.translation import gettext as _


def barriers_to_leading(*, agency: str, has_left: bool) -> list[str]:
    """Return why somebody cannot lead a case: an agency and a person always do."""
    found = []
    if not agency.strip():
        found.append(_("Enter the agency that leads"))
    if has_left:
        found.append(_("This person has left"))
    return found


def barriers_to_leaving(*, reasons: str, to: str, is_transfer: bool) -> list[str]:
    """Return why the panel cannot let go of a case.

    to: who has it from now on; a transfer stands once that panel has accepted it.
    """
    found = []
    if is_transfer and not to.strip():
        found.append(_("Enter which panel has accepted it, and who said so"))
    if not reasons.strip():
        found.append(_("Enter your reasons"))
    return found
